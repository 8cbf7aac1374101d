/// <summary>4x4 inputs of 6 tiles to 16 numbers each. x: 9 rows of 11 cells of 32, 1 zero cell(s) at both ends. y: [16][976].</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void WinogradInput9x11x32(float* x, float* y, float* zeros, int row)
{
    int row0 = 2 * row - 1;
    bool is0 = (uint)row0 < 9;
    float* line0 = x + row0 * 416 + 32;
    int row1 = 2 * row;
    bool is1 = (uint)row1 < 9;
    float* line1 = x + row1 * 416 + 32;
    int row2 = 2 * row + 1;
    bool is2 = (uint)row2 < 9;
    float* line2 = x + row2 * 416 + 32;
    int row3 = 2 * row + 2;
    bool is3 = (uint)row3 < 9;
    float* line3 = x + row3 * 416 + 32;
    for (int column = 0; column < 6; column++, y += 32)
    {
        int column0 = 2 * column - 1;
        float* at00 = is0 ? line0 + column0 * 32 : zeros;
        float* at10 = is1 ? line1 + column0 * 32 : zeros;
        float* at20 = is2 ? line2 + column0 * 32 : zeros;
        float* at30 = is3 ? line3 + column0 * 32 : zeros;
        int column1 = 2 * column;
        float* at01 = is0 ? line0 + column1 * 32 : zeros;
        float* at11 = is1 ? line1 + column1 * 32 : zeros;
        float* at21 = is2 ? line2 + column1 * 32 : zeros;
        float* at31 = is3 ? line3 + column1 * 32 : zeros;
        int column2 = 2 * column + 1;
        float* at02 = is0 ? line0 + column2 * 32 : zeros;
        float* at12 = is1 ? line1 + column2 * 32 : zeros;
        float* at22 = is2 ? line2 + column2 * 32 : zeros;
        float* at32 = is3 ? line3 + column2 * 32 : zeros;
        int column3 = 2 * column + 2;
        float* at03 = is0 && column3 <= 11 ? line0 + column3 * 32 : zeros;
        float* at13 = is1 && column3 <= 11 ? line1 + column3 * 32 : zeros;
        float* at23 = is2 && column3 <= 11 ? line2 + column3 * 32 : zeros;
        float* at33 = is3 && column3 <= 11 ? line3 + column3 * 32 : zeros;
        for (int c = 0; c < 32; c += 8)
        {
            Floats x00 = Load(at00 + c);
            Floats x10 = Load(at10 + c);
            Floats x20 = Load(at20 + c);
            Floats x30 = Load(at30 + c);
            Floats t00 = x00 - x20, t10 = x10 + x20;
            Floats t20 = x20 - x10, t30 = x10 - x30;
            Floats x01 = Load(at01 + c);
            Floats x11 = Load(at11 + c);
            Floats x21 = Load(at21 + c);
            Floats x31 = Load(at31 + c);
            Floats t01 = x01 - x21, t11 = x11 + x21;
            Floats t21 = x21 - x11, t31 = x11 - x31;
            Floats x02 = Load(at02 + c);
            Floats x12 = Load(at12 + c);
            Floats x22 = Load(at22 + c);
            Floats x32 = Load(at32 + c);
            Floats t02 = x02 - x22, t12 = x12 + x22;
            Floats t22 = x22 - x12, t32 = x12 - x32;
            Floats x03 = Load(at03 + c);
            Floats x13 = Load(at13 + c);
            Floats x23 = Load(at23 + c);
            Floats x33 = Load(at33 + c);
            Floats t03 = x03 - x23, t13 = x13 + x23;
            Floats t23 = x23 - x13, t33 = x13 - x33;
            (t00 - t02).Store(y + c);
            (t01 + t02).Store(y + c + 976);
            (t02 - t01).Store(y + c + 1952);
            (t01 - t03).Store(y + c + 2928);
            (t10 - t12).Store(y + c + 3904);
            (t11 + t12).Store(y + c + 4880);
            (t12 - t11).Store(y + c + 5856);
            (t11 - t13).Store(y + c + 6832);
            (t20 - t22).Store(y + c + 7808);
            (t21 + t22).Store(y + c + 8784);
            (t22 - t21).Store(y + c + 9760);
            (t21 - t23).Store(y + c + 10736);
            (t30 - t32).Store(y + c + 11712);
            (t31 + t32).Store(y + c + 12688);
            (t32 - t31).Store(y + c + 13664);
            (t31 - t33).Store(y + c + 14640);
        }
    }
}

/// <summary>
/// Tiles of 2 cell(s), times 3 vector(s) of a panel [tap row][tap column][inputs][panelWidth], plus bias, into y; what is added is y
/// itself. Strides in floats; panelSkip lies behind the tap columns of a row.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void TapPanel2x3<TOutput>(
    float* x, nint xCell, nint tapCell, nint tapRow, int tapRows, int tapColumns, float* panel, nint inputs, nint panelWidth,
    nint panelSkip, float* bias, float* y, nint yCell, int tiles, float* constants) where TOutput : IOutput
{
    float* target = y;
    for (int tile = 0; tile < tiles; tile++, x += xCell * 2)
    {
        Floats y00 = Load(bias);
        Floats y01 = Load(bias + 8);
        Floats y02 = Load(bias + 16);
        Floats y10 = y00, y11 = y01, y12 = y02;
        float* w = panel;
        float* taps = x;
        for (int i = tapRows; i > 0; i--, taps += tapRow, w += panelSkip)
        {
            float* tap = taps;
            for (int j = tapColumns; j > 0; j--, tap += tapCell)
            {
                float* cell = tap;
                for (nint k = inputs; k > 0; k--, cell++, w += panelWidth)
                {
                    Floats w0 = Load(w);
                    Floats w1 = Load(w + 8);
                    Floats w2 = Load(w + 16);
                    Floats a = Create(cell[0]);
                    y00 = MultiplyAddEstimate(a, w0, y00);
                    y01 = MultiplyAddEstimate(a, w1, y01);
                    y02 = MultiplyAddEstimate(a, w2, y02);
                    a = Create(cell[xCell]);
                    y10 = MultiplyAddEstimate(a, w0, y10);
                    y11 = MultiplyAddEstimate(a, w1, y11);
                    y12 = MultiplyAddEstimate(a, w2, y12);
                }
            }
        }
        TOutput.Store(y00, target, 0, constants);
        TOutput.Store(y01, target + 8, 0, constants);
        TOutput.Store(y02, target + 16, 0, constants);
        target += yCell;
        TOutput.Store(y10, target, 0, constants);
        TOutput.Store(y11, target + 8, 0, constants);
        TOutput.Store(y12, target + 16, 0, constants);
        target += yCell;
    }
}

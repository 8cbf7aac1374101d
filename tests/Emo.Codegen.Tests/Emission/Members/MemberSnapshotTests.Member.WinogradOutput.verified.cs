/// <summary>
/// A row of tiles of 2x2: [16] products each, plus bias. columns: of the map. rows: of the map from this row on. Strides in floats.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void WinogradOutput<TOutput>(
    float* x, nint xPlane, float* bias, nint outputs, float* y, nint yCell, nint yRow, int rows, int columns,
    float* constants) where TOutput : IOutput
{
    var held = TOutput.Hold(constants);
    for (; columns > 0; columns -= 2, x += outputs, y += 2 * yCell)
    {
        for (nint c = 0; c < outputs; c += 16)
        {
            float* product = x + c;
            Floats m00 = Load(product + 0 * xPlane);
            Floats m10 = Load(product + 4 * xPlane);
            Floats m20 = Load(product + 8 * xPlane);
            Floats m30 = Load(product + 12 * xPlane);
            Floats s00 = m00 + m10 + m20, s10 = m10 - m20 - m30;
            Floats m01 = Load(product + 1 * xPlane);
            Floats m11 = Load(product + 5 * xPlane);
            Floats m21 = Load(product + 9 * xPlane);
            Floats m31 = Load(product + 13 * xPlane);
            Floats s01 = m01 + m11 + m21, s11 = m11 - m21 - m31;
            Floats m02 = Load(product + 2 * xPlane);
            Floats m12 = Load(product + 6 * xPlane);
            Floats m22 = Load(product + 10 * xPlane);
            Floats m32 = Load(product + 14 * xPlane);
            Floats s02 = m02 + m12 + m22, s12 = m12 - m22 - m32;
            Floats m03 = Load(product + 3 * xPlane);
            Floats m13 = Load(product + 7 * xPlane);
            Floats m23 = Load(product + 11 * xPlane);
            Floats m33 = Load(product + 15 * xPlane);
            Floats s03 = m03 + m13 + m23, s13 = m13 - m23 - m33;
            Floats b = Load(bias + c);
            TOutput.Store(s00 + s01 + s02 + b, y + c, 0, held, constants);
            if (columns > 1)
                TOutput.Store(s01 - s02 - s03 + b, y + c + yCell, 0, held, constants);
            if (rows < 2)
                continue;
            TOutput.Store(s10 + s11 + s12 + b, y + c + yRow, 0, held, constants);
            if (columns > 1)
                TOutput.Store(s11 - s12 - s13 + b, y + c + yRow + yCell, 0, held, constants);
        }
    }
}

/// <summary>4 output(s) of a row. x: ring of cells, the first tap row is the stored one. weights: bias, taps.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Depthwise3x3Stride2Tile4<TOutput>(
    float* x, int stored, int ringRows, nint rowStride, nint xCell, nint cell, float* weights, int firstTap, int taps, float* y, nint skip,
    int firstChannel, int endChannel, float* constants) where TOutput : IOutput
{
    for (nint c = firstChannel; c < endChannel; c += 8)
    {
        Floats y0 = Load(weights + c);
        Floats y1 = y0, y2 = y0, y3 = y0;
        float* w = weights + (1 + firstTap * 3) * cell + c;
        int row = stored;
        for (int tap = taps; tap > 0; tap--)
        {
            float* source = x + row * rowStride + c;
            row = row + 1 == ringRows ? 0 : row + 1;
            Floats w0 = Load(w);
            w += cell;
            Floats w1 = Load(w);
            w += cell;
            Floats w2 = Load(w);
            w += cell;
            Floats v = Load(source);
            y0 = MultiplyAddEstimate(v, w0, y0);
            source += xCell;
            v = Load(source);
            y0 = MultiplyAddEstimate(v, w1, y0);
            source += xCell;
            v = Load(source);
            y0 = MultiplyAddEstimate(v, w2, y0);
            y1 = MultiplyAddEstimate(v, w0, y1);
            source += xCell;
            v = Load(source);
            y1 = MultiplyAddEstimate(v, w1, y1);
            source += xCell;
            v = Load(source);
            y1 = MultiplyAddEstimate(v, w2, y1);
            y2 = MultiplyAddEstimate(v, w0, y2);
            source += xCell;
            v = Load(source);
            y2 = MultiplyAddEstimate(v, w1, y2);
            source += xCell;
            v = Load(source);
            y2 = MultiplyAddEstimate(v, w2, y2);
            y3 = MultiplyAddEstimate(v, w0, y3);
            source += xCell;
            v = Load(source);
            y3 = MultiplyAddEstimate(v, w1, y3);
            source += xCell;
            v = Load(source);
            y3 = MultiplyAddEstimate(v, w2, y3);
        }
        float* target = y + c;
        nint added = skip; // what is added lies further behind each output if the cells of x are longer
        TOutput.Store(y0, target, added, constants);
        target += cell;
        added += xCell - cell;
        TOutput.Store(y1, target, added, constants);
        target += cell;
        added += xCell - cell;
        TOutput.Store(y2, target, added, constants);
        target += cell;
        added += xCell - cell;
        TOutput.Store(y3, target, added, constants);
    }
}

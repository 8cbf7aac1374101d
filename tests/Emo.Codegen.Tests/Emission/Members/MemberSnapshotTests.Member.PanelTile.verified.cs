/// <summary>Lines of tiles of 4 cell(s), times 3 vector(s) of a panel [inputs][panelWidth], plus bias. Strides in floats.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Panel4x3<TOutput>(
    float* x, nint xCell, nint xLine, float* panel, nint inputs, nint panelWidth, float* bias, float* y, nint yCell, nint yLine, nint skip,
    int lines, int tiles, float* constants) where TOutput : IOutput
{
    nint cell2 = 2 * xCell;
    nint cell3 = 3 * xCell;
    // Meanwhile the next panel comes to the second-level cache, a part of it with each tile.
    byte* ahead = (byte*)(panel + inputs * panelWidth);
    nint aheadStep = sizeof(float) * panelWidth / (lines * tiles);
    for (; lines > 0; lines--, x += xLine, y += yLine)
    {
        float* source = x;
        float* target = y;
        for (int tile = 0; tile < tiles; tile++, source += xCell * 4)
        {
            Floats y00 = Load(bias);
            Floats y01 = Load(bias + 8);
            Floats y02 = Load(bias + 16);
            Floats y10 = y00, y11 = y01, y12 = y02;
            Floats y20 = y00, y21 = y01, y22 = y02;
            Floats y30 = y00, y31 = y01, y32 = y02;
            float* w = panel;
            float* cell = source;
            for (nint k = inputs; k > 0; k--, cell++, w += panelWidth, ahead += aheadStep)
            {
                Prefetch(ahead);
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
                a = Create(cell[cell2]);
                y20 = MultiplyAddEstimate(a, w0, y20);
                y21 = MultiplyAddEstimate(a, w1, y21);
                y22 = MultiplyAddEstimate(a, w2, y22);
                a = Create(cell[cell3]);
                y30 = MultiplyAddEstimate(a, w0, y30);
                y31 = MultiplyAddEstimate(a, w1, y31);
                y32 = MultiplyAddEstimate(a, w2, y32);
            }
            TOutput.Store(y00, target, skip, constants);
            TOutput.Store(y01, target + 8, skip, constants);
            TOutput.Store(y02, target + 16, skip, constants);
            target += yCell;
            TOutput.Store(y10, target, skip, constants);
            TOutput.Store(y11, target + 8, skip, constants);
            TOutput.Store(y12, target + 16, skip, constants);
            target += yCell;
            TOutput.Store(y20, target, skip, constants);
            TOutput.Store(y21, target + 8, skip, constants);
            TOutput.Store(y22, target + 16, skip, constants);
            target += yCell;
            TOutput.Store(y30, target, skip, constants);
            TOutput.Store(y31, target + 8, skip, constants);
            TOutput.Store(y32, target + 16, skip, constants);
            target += yCell;
        }
    }
}

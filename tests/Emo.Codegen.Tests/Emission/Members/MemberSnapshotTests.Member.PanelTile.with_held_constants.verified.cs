/// <summary>Lines of tiles of 1 cell(s), times 1 vector(s) of a panel [inputs][panelWidth], plus bias. Strides in floats.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Panel1x1<TOutput>(
    float* x, nint xCell, nint xLine, float* panel, nint inputs, nint panelWidth, float* bias, float* y, nint yCell, nint yLine, nint skip,
    int lines, int tiles, float* constants) where TOutput : IOutput
{
    // Meanwhile the next panel comes to the second-level cache, a part of it with each tile.
    byte* ahead = (byte*)(panel + inputs * panelWidth);
    nint aheadStep = sizeof(float) * panelWidth / (lines * tiles);
    for (; lines > 0; lines--, x += xLine, y += yLine)
    {
        float* source = x;
        float* target = y;
        for (int tile = 0; tile < tiles; tile++, source += xCell)
        {
            Floats y00 = Load(bias);
            float* w = panel;
            float* cell = source;
            for (nint k = inputs; k > 0; k--, cell++, w += panelWidth, ahead += aheadStep)
            {
                Prefetch(ahead);
                Floats w0 = Load(w);
                Floats a = Create(cell[0]);
                y00 = MultiplyAddEstimate(a, w0, y00);
            }
            var held = TOutput.Hold(constants);
            TOutput.Store(y00, target, skip, held, constants);
            target += yCell;
        }
    }
}

/// <summary>
/// A 1x1 convolution of lines of cells: panels outside, lines inside, so that a panel stays in the first-level cache. weights: bias,
/// panels. y: ring of lines. Strides in floats.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void PointwiseLines(
    Output output, int inputs, int outputs, int cells, float* x, nint xCell, nint xLine, float* weights, float* y, nint yCell, nint yLine,
    nint skip, int ring, int firstLine, int lines, float* constants, Worker worker)
{
    var tiling = Tiling.Of(cells, TKernels.TileCells);
    var share = worker.Share((outputs + 47) / 48, lines);
    int count;
    for (int unit = share.First; unit < share.End; unit += count)
    {
        int n = unit / share.Lines, line = share.Line + unit % share.Lines;
        count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);
        int stored = (firstLine + line) % ring;
        count = Math.Min(count, ring - stored);
        float* bias = weights + n * 48;
        float* panel = weights + outputs + n * 48 * inputs;
        int width = Math.Min(48, outputs - n * 48);
        float* source = x + line * xLine;
        float* target = y + stored * yLine + n * 48;
        if (tiling.LargeCount > 0)
            TKernels.PanelTiles(
                output: output, cells: tiling.Large, x: source, xCell: xCell, xLine: xLine, panel: panel, inputs: inputs, panelWidth: width,
                bias: bias, y: target, yCell: yCell, yLine: yLine, skip: skip, lines: count, tiles: tiling.LargeCount,
                constants: constants);
        source += tiling.SmallStart * xCell;
        target += tiling.SmallStart * yCell;
        TKernels.PanelTiles(
            output: output, cells: tiling.Small, x: source, xCell: xCell, xLine: xLine, panel: panel, inputs: inputs, panelWidth: width,
            bias: bias, y: target, yCell: yCell, yLine: yLine, skip: skip, lines: count, tiles: tiling.SmallCount, constants: constants);
    }
}

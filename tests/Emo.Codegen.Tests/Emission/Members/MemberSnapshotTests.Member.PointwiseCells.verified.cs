/// <summary>
/// A 1x1 convolution of a line of cells: panels outside, tiles inside, so that a panel stays in the first-level cache. weights: bias,
/// panels. Strides in floats.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void PointwiseCells(
    Output output, int inputs, int outputs, int cells, float* x, nint xCell, float* weights, float* y, nint yCell, nint skip,
    float* constants, Worker worker)
{
    var tiling = Tiling.Of(cells, TKernels.TileCells);
    var share = worker.Share((outputs + 47) / 48, tiling.Count);
    int count;
    for (int unit = share.First; unit < share.End; unit += count)
    {
        int n = unit / share.Lines, tile = share.Line + unit % share.Lines;
        count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);
        float* bias = weights + n * 48;
        float* panel = weights + outputs + n * 48 * inputs;
        int width = Math.Min(48, outputs - n * 48);
        int first = tiling.StartOf(tile);
        float* source = x + first * xCell;
        float* target = y + first * yCell + n * 48;
        int large = Math.Clamp(tiling.LargeCount - tile, 0, count);
        if (large > 0)
        {
            TKernels.PanelTiles(
                output: output, cells: tiling.Large, x: source, xCell: xCell, xLine: 0, panel: panel, inputs: inputs, panelWidth: width,
                bias: bias, y: target, yCell: yCell, yLine: 0, skip: skip, lines: 1, tiles: large, constants: constants);
            source += large * tiling.Large * xCell;
            target += large * tiling.Large * yCell;
        }
        if (large < count)
            TKernels.PanelTiles(
                output: output, cells: tiling.Small, x: source, xCell: xCell, xLine: 0, panel: panel, inputs: inputs, panelWidth: width,
                bias: bias, y: target, yCell: yCell, yLine: 0, skip: skip, lines: 1, tiles: count - large, constants: constants);
    }
}

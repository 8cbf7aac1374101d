/// <summary>
/// A depthwise convolution of rows with zero cells at both ends; what a skip adds is its input. Tap rows outside the map are left out. x:
/// ring of rows. weights: bias, taps. Strides in floats.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Depthwise(
    Output output, int kernelSize, int stride, int padding, float* x, int inputRows, int ring, nint xRow, int xCell, int cell,
    float* weights, float* y, nint yRow, int columns, bool splitChannels, int firstRow, int rows, float* constants, Worker worker)
{
    int firstLine = splitChannels ? 0 : worker.First(rows);
    int endLine = splitChannels ? rows : worker.End(rows);
    int firstChannel = splitChannels ? worker.First(cell / 16) * 16 : 0;
    int endChannel = splitChannels ? worker.End(cell / 16) * 16 : cell;
    var tiling = Tiling.Of(columns, TKernels.DepthwiseOutputs(kernelSize));
    for (int channel = firstChannel; channel < endChannel; channel += 48)
    {
        int end = Math.Min(channel + 48, endChannel);
        for (int i = firstLine; i < endLine; i++)
        {
            int top = (firstRow + i) * stride - padding;
            int firstTap = Math.Max(0, -top);
            int taps = Math.Min(kernelSize, inputRows - top) - firstTap;
            int stored = (top + firstTap) % ring;
            float* target = y + i * yRow;
            nint skip = (nint)(x + (firstRow + i) % ring * xRow + padding * xCell - target);
            if (tiling.LargeCount > 0)
                TKernels.DepthwiseTiles(
                    output: output, kernelSize: kernelSize, stride: stride, outputs: tiling.Large, tiles: tiling.LargeCount, x: x,
                    stored: stored, ringRows: ring, rowStride: xRow, xCell: xCell, cell: cell, weights: weights, firstTap: firstTap,
                    taps: taps, y: target, skip: skip, firstChannel: channel, endChannel: end, constants: constants);
            int first = tiling.SmallStart;
            TKernels.DepthwiseTiles(
                output: output, kernelSize: kernelSize, stride: stride, outputs: tiling.Small, tiles: tiling.SmallCount,
                x: x + first * stride * xCell, stored: stored, ringRows: ring, rowStride: xRow, xCell: xCell, cell: cell, weights: weights,
                firstTap: firstTap, taps: taps, y: target + first * cell, skip: skip + first * (xCell - cell), firstChannel: channel,
                endChannel: end, constants: constants);
        }
    }
}

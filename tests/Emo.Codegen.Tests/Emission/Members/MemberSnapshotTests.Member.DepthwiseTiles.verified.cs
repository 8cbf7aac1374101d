/// <summary>Tiles of some outputs of a row, one after the other.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void DepthwiseTiles(
    Output output, int kernelSize, int stride, int outputs, int tiles, float* x, int stored, int ringRows, nint rowStride, nint xCell,
    nint cell, float* weights, int firstTap, int taps, float* y, nint skip, int firstChannel, int endChannel, float* constants)
{
    nint xTile = outputs * stride * xCell, yTile = outputs * cell;
    switch (output, kernelSize, stride, outputs)
    {
        case (Output.SiluAdd, 3, 1, 11):
            for (; tiles > 0; tiles--, x += xTile, y += yTile, skip += xTile - yTile)
                Depthwise3x3Tile11<SiluAddOutput>(
                    x: x, stored: stored, ringRows: ringRows, rowStride: rowStride, xCell: xCell, cell: cell, weights: weights,
                    firstTap: firstTap, taps: taps, y: y, skip: skip, firstChannel: firstChannel, endChannel: endChannel,
                    constants: constants);
            break;
        default:
            throw new InvalidOperationException("No layer has such tiles.");
    }
}

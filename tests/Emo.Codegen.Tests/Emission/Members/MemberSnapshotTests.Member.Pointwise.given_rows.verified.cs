/// <summary>1x1 convolution, 20 -> 20, rows of 11 cells. y: cells of 32.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Pointwise20To20(float* x, float* weights, float* y, int rows, float* constants, Worker worker)
{
    PointwiseLines(
        output: Output.Plain, inputs: 20, outputs: 32, cells: 11, x: x, xCell: 32, xLine: 352, weights: weights, y: y, yCell: 32,
        yLine: 352, skip: 0, ring: int.MaxValue, firstLine: 0, lines: rows, constants: constants, worker: worker);
}

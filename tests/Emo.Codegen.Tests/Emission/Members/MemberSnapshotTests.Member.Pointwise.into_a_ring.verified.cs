/// <summary>1x1 convolution, 20 -> 20, GELU, rows of 11 cells. y: 5 stored rows, cells of 32, 1 cell(s) of padding at both ends.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Pointwise20To20Gelu(float* x, float* weights, float* y, int firstRow, int rows, float* constants, Worker worker)
{
    PointwiseLines(
        output: Output.Gelu, inputs: 20, outputs: 32, cells: 11, x: x, xCell: 32, xLine: 352, weights: weights, y: y + 32, yCell: 32,
        yLine: 416, skip: 0, ring: 5, firstLine: firstRow, lines: rows, constants: constants, worker: worker);
}

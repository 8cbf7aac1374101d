/// <summary>
/// Depthwise 3x3, stride 1, SiLU, plus its input. Rows of 11 cells of 32. x: ring of 5 rows, 1 cell(s) of padding at both ends. weights:
/// bias, taps.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Depthwise3x3SiluAdd(float* x, float* weights, float* y, int firstRow, int rows, float* constants, Worker worker)
{
    Depthwise(
        output: Output.SiluAdd, kernelSize: 3, stride: 1, padding: 1, x: x, inputRows: 9, ring: 5, xRow: 416, xCell: 32, cell: 32,
        weights: weights, y: y, yRow: 352, columns: 11, splitChannels: false, firstRow: firstRow, rows: rows, constants: constants,
        worker: worker);
}

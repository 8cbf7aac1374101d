/// <summary>1x1 convolution, 20 -> 20, SiLU, plus skip, 99 cell(s). y: cells of 32.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Pointwise20To20SiluAdd(float* x, float* weights, float* skip, float* y, float* constants, Worker worker)
{
    PointwiseCells(
        output: Output.SiluAdd, inputs: 20, outputs: 32, cells: 99, x: x, xCell: 32, weights: weights, y: y, yCell: 32,
        skip: (nint)(skip - y), constants: constants, worker: worker);
}

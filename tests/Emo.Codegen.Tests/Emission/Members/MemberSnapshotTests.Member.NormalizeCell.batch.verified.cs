/// <summary>Batch norm of a cell of 16 channels. weights: scale, shift.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void BatchNorm16(float* x, float* weights, float* y)
{
    MultiplyAddEstimate(Load(x), Load(weights), Load(weights + 16)).Store(y);
}

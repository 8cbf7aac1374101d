/// <summary>Layer norm of rows of 11 cells of 20 channels.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Normalize20(float* x, float* weights, float* y, int firstRow, int rows, Worker worker)
{
    int end = firstRow + worker.End(rows);
    for (int row = firstRow + worker.First(rows); row < end; row++)
    {
        float* source = x + row % 5 * 416 + 32;
        float* target = y + row % 5 * 416 + 32;
        for (int i = 0; i < 11; i++, source += 32, target += 32)
        {
            TKernels.LayerNorm20(x: source, weights: weights, y: target);
        }
    }
}

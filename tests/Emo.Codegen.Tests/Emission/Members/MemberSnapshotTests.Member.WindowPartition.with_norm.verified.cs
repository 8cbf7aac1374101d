/// <summary>
/// Batch norm of 9x11 cells into 1x1 windows of 9x11 tokens. Neighbours in a window lie 1 rows and 1 columns apart in the map.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void PartitionWindows20(float* x, float* weights, float* tokens, Worker worker)
{
    int end = worker.End(9);
    for (int unit = worker.First(9); unit < end; unit++)
    {
        int window = unit / 9;
        int row = window / 1 + unit % 9;
        float* token = tokens + unit * 352;
        for (int column = window % 1; column < 11; column += 1, token += 32)
        {
            TKernels.BatchNorm20(x: x + row * 416 + column * 32 + 32, weights: weights, y: token);
        }
    }
}

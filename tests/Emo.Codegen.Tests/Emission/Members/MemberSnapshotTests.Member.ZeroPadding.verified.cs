/// <summary>Zeroes the first and last floats of stored rows.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void ZeroPadding(float* map, int rows, int rowStride, int endFloats, Worker worker)
{
    int end = worker.End(rows);
    for (int i = worker.First(rows); i < end; i++)
    {
        float* row = map + i * rowStride;
        new Span<float>(row, endFloats).Clear();
        new Span<float>(row + rowStride - endFloats, endFloats).Clear();
    }
}

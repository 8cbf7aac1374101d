/// <summary>Copies 8x8 cells into 3x3 windows of 3x3 tokens. Neighbours in a window lie 1 rows and 1 columns apart in the map.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void PartitionWindows20(float* x, float* tokens, Worker worker)
{
    int end = worker.End(27);
    for (int unit = worker.First(27); unit < end; unit++)
    {
        int window = unit / 3;
        int row = window / 3 * 3 + unit % 3;
        float* token = tokens + unit * 96;
        int first = window % 3 * 3;
        for (int column = first; column < first + 3; column++, token += 32)
        {
            if (row < 8 && column < 8)
                new ReadOnlySpan<float>(x + row * 256 + column * 32, 32).CopyTo(new Span<float>(token, 32));
            else
                new Span<float>(token, 32).Clear();
        }
    }
}

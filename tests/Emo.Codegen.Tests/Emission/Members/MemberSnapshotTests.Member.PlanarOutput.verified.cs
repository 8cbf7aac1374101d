/// <summary>9x11 cells of 32 to 20 planes.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void ToPlanar20x99(float* x, float* y, Worker worker)
{
    int end = worker.End(9);
    for (int unit = worker.First(9); unit < end; unit++)
    {
        int line = unit / 1, cell = unit % 1 * 16;
        int count = Math.Min(16, 11 - cell);
        float* source = x + line * 416 + (cell + 1) * 32;
        float* target = y + line * 11 + cell;
        for (int c = 0; c < 20; c++, source++, target += 99)
        {
            for (int i = 0; i < count; i++)
            {
                target[i] = source[i * 32];
            }
        }
    }
}

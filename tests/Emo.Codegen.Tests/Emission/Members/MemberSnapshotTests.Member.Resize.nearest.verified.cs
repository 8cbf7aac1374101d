/// <summary>9x11 cells of 32 to 9x11: the nearest cell, added to y.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void ResizeNearestAdd9x11To9x11(float* x, float* y, Worker worker)
{
    int end = worker.End(9);
    for (int row = worker.First(9); row < end; row++)
    {
        float* line = x + row * 9 / 9 * 352;
        float* target = y + row * 416 + 32;
        for (int column = 0; column < 11; column++, target += 32)
        {
            float* source = line + (column * 11 / 11 + 0) * 32;
            for (int c = 0; c < 32; c += 8)
            {
                (Load(target + c) + Load(source + c)).Store(target + c);
            }
        }
    }
}

/// <summary>y = a + b, 9 rows of 11 cells of 32.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Add9x11x32(float* a, float* b, float* y, Worker worker)
{
    int end = worker.End(9);
    for (int row = worker.First(9); row < end; row++)
    {
        float* first = a + row * 352;
        float* second = b + row * 416 + 32;
        float* target = y + row * 352;
        for (int i = 0; i < 352; i += 8)
        {
            (Load(first + i) + Load(second + i)).Store(target + i);
        }
    }
}

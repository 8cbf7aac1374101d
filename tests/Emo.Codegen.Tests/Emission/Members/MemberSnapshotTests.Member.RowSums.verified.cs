/// <summary>The sum of each channel over each of some rows of 11 cells of 32.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void SumRows11x32(float* x, float* y, int rows, Worker worker)
{
    int end = worker.End(rows);
    for (int row = worker.First(rows); row < end; row++)
    {
        for (int c = 0; c < 32; c += 8)
        {
            float* cell = x + row * 416 + c;
            Floats sum = Floats.Zero;
            for (int i = 0; i < 11; i++, cell += 32)
            {
                sum += Load(cell);
            }
            sum.Store(y + row * 32 + c);
        }
    }
}

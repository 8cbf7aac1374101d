/// <summary>ReLU, rows of 11 cells of 32.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void ActivateRelu32(float* map, int firstRow, int rows, float* constants, Worker worker)
{
    int end = firstRow + worker.End(rows);
    for (int row = firstRow + worker.First(rows); row < end; row++)
    {
        float* target = map + row % 5 * 416 + 32;
        for (int i = 0; i < 11; i++, target += 32)
        {
            for (int c = 0; c < 32; c += 8)
            {
                Relu(Load(target + c), constants).Store(target + c);
            }
        }
    }
}

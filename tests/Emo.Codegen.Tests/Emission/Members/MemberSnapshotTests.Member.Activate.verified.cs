/// <summary>GELU, plus the skip, rows of 11 cells of 32.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void ActivateGelu32(float* map, float* skip, int firstRow, int rows, float* constants, Worker worker)
{
    Held held = new() { A = Create(constants[0]), B = Create(constants[1]), C = Load(constants + 16), D = Load(constants + 32) };
    int end = firstRow + worker.End(rows);
    for (int row = firstRow + worker.First(rows); row < end; row++)
    {
        float* target = map + row * 352;
        float* source = skip + row * 416 + 32;
        for (int i = 0; i < 11; i++, target += 32, source += 32)
        {
            for (int c = 0; c < 32; c += 16)
            {
                (Gelu(Load(target + c), held, constants) + Load(source + c)).Store(target + c);
            }
        }
    }
}

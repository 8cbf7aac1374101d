/// <summary>9x11 cells of 32: times the gate, plus the inner skip.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void GateMap32(float* map, float* gate, float* skip, Worker worker)
{
    int end = worker.End(9);
    for (int row = worker.First(9); row < end; row++)
    {
        float* target = map + row * 352;
        float* source = skip + row * 416 + 32;
        for (int i = 0; i < 11; i++, target += 32, source += 32)
        {
            for (int c = 0; c < 32; c += 8)
            {
                MultiplyAddEstimate(Load(target + c), Load(gate + c), Load(source + c)).Store(target + c);
            }
        }
    }
}

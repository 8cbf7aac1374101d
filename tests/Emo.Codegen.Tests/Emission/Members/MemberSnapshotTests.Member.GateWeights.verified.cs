/// <summary>Packed weights of 20 -> 64 outputs, each row times the gate of its input. The bias stays.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void GateWeights20x64(float* gate, float* weights, float* y, Worker worker)
{
    int first = worker.First(20), end = worker.End(20);
    if (worker.Index == 0)
        new ReadOnlySpan<float>(weights, 64).CopyTo(new Span<float>(y, 64));
    weights += 64;
    y += 64;
    for (int n = 0; n < 64; n += 48)
    {
        int width = Math.Min(48, 64 - n);
        for (int k = first; k < end; k++)
        {
            Floats factor = Create(gate[k]);
            for (int c = k * width; c < (k + 1) * width; c += 8)
            {
                (Load(weights + c) * factor).Store(y + c);
            }
        }
        weights += 20 * width;
        y += 20 * width;
    }
}

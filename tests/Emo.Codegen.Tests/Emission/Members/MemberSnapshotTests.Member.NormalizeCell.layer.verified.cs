/// <summary>Layer norm of a cell of 21 channels, epsilon 1E-06. weights: scale, shift. y may be x.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void LayerNorm21(float* x, float* weights, float* y)
{
    Floats sum0 = Floats.Zero, sum1 = Floats.Zero;
    sum0 += Load(x);
    sum1 += Load(x + 8);
    sum0 += ConditionalSelect(LessThan(CreateSequence(0f, 1f), Create(5f)), Load(x + 16), Floats.Zero);
    Floats mean = Create(SumLanes(sum0, sum1) * (1f / 21));
    Floats square0 = Floats.Zero, square1 = Floats.Zero;
    {
        Floats d = Load(x) - mean;
        square0 = MultiplyAddEstimate(d, d, square0);
    }
    {
        Floats d = Load(x + 8) - mean;
        square1 = MultiplyAddEstimate(d, d, square1);
    }
    {
        Floats d = ConditionalSelect(LessThan(CreateSequence(0f, 1f), Create(5f)), Load(x + 16) - mean, Floats.Zero);
        square0 = MultiplyAddEstimate(d, d, square0);
    }
    Floats scale = Create(1 / MathF.Sqrt(SumLanes(square0, square1) * (1f / 21) + 1E-06f));
    for (int c = 0; c < 32; c += 8)
    {
        MultiplyAddEstimate((Load(x + c) - mean) * scale, Load(weights + c), Load(weights + c + 32)).Store(y + c);
    }
}

/// <summary>Copies 5 value(s).</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void ToOutput5(float* x, float* y)
{
    new ReadOnlySpan<float>(x, 5).CopyTo(new Span<float>(y, 5));
}

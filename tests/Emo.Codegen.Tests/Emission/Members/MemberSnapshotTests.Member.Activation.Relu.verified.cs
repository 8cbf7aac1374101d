/// <summary>max(x, 0).</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Relu(Floats x, float* constants)
{
    return ConditionalSelect(LessThanOrEqual(x, Floats.Zero), Floats.Zero, x);
}

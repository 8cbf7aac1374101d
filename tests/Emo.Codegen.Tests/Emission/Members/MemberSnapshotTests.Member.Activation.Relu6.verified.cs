/// <summary>min(max(x, 0), 6).</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Relu6(Floats x, float* constants)
{
    return ConditionalSelect(LessThanOrEqual(x, Floats.Zero), Floats.Zero, MinNative(Create(constants[0]), x));
}

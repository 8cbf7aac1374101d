/// <summary>min(max(x, 0), 6).</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Relu6(Floats x, float* constants)
{
    return MinNative(MaxNative(x, Floats.Zero), Create(constants[0]));
}

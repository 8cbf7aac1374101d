/// <summary>0.5 x min(max(x + 2, 0), 2).</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats HardMish(Floats x, float* constants)
{
    Floats y = x + Create(constants[0]);
    return Create(constants[1]) * x * ConditionalSelect(LessThanOrEqual(y, Floats.Zero), Floats.Zero, MinNative(Create(constants[0]), y));
}

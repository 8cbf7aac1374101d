/// <summary>relu6(x + 3) / 6.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats HardSigmoid(Floats x, float* constants)
{
    return Relu6(x + Create(constants[0]), constants) * Create(constants[1]);
}

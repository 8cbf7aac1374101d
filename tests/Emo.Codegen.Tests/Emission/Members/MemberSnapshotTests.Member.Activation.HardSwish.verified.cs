/// <summary>x relu6(x + 3) / 6.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats HardSwish(Floats x, float* constants)
{
    return x * (Relu6(x + Create(constants[0]), constants) * Create(constants[1]));
}

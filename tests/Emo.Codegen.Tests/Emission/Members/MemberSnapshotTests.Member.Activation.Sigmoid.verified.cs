/// <summary>1 / (1 + exp(-x)).</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Sigmoid(Floats x, float* constants)
{
    return Create(constants[0]) / OnePlusExp2(x, constants);
}

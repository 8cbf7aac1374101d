/// <summary>x tanh(log(1 + exp(x))) = x / (y + 1 / (4 y)), where y = 1/2 + exp(-x).</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Mish(Floats x, float* constants)
{
    Floats y = OnePlusExp2(x, constants) - Create(constants[0]);
    return x / (y + (Create(constants[1]) / y));
}

/// <summary>x sigmoid(x).</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Silu(Floats x, Held held, float* constants)
{
    return x / OnePlusExp2(x, held, constants);
}

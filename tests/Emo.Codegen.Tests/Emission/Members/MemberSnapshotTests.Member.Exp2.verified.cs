/// <summary>
/// 2^(1f x), x is 0 at most and clamped to -126f: 2^n by the exponent bits, 2^(i/8) from a table, 2^f for f in [-1/16, 1/16] by a
/// polynomial.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Exp2(Floats x, float* constants)
{
    x = MaxNative(Create(constants[0]), x);
    // Rounds to a multiple of 1/8 and leaves it in the low bits.
    Floats rounded = MultiplyAddEstimate(x, Create(constants[1]), Create(constants[2]));
    Floats f = MultiplyAddEstimate(x, Create(constants[1]), Create(constants[2]) - rounded);
    Floats p = Create(constants[3]);
    p = MultiplyAddEstimate(p, f, Create(constants[4]));
    p = MultiplyAddEstimate(p, f, Create(constants[5]));
    p = MultiplyAddEstimate(p, f, Create(constants[1]));
    var bits = rounded.AsInt32();
    Floats power = (Lookup(constants + 16, bits).AsInt32() + ShiftLeft(bits, 20)).AsSingle();
    return power * p;
}

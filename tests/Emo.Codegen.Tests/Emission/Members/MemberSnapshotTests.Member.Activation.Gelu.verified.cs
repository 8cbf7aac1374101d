/// <summary>
/// x Phi(x), the exact (erf) form: max(x, 0) - |x| Phi(-|x|), which is a polynomial of degree 5 on each of seven intervals up to 5.5, and 0
/// behind them.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Gelu(Floats x, Held held, float* constants)
{
    Floats t = MinNative(held.A, Abs(x)) + held.B;
    // The exponent and two bits number the interval; without the others t is where it begins.
    var interval = ShiftRightLogical(t.AsInt32(), 21);
    t -= ShiftLeft(interval, 21).AsSingle();
    Floats p = Lookup(held.C, interval);
    p = MultiplyAddEstimate(p, t, Lookup(held.D, interval));
    p = MultiplyAddEstimate(p, t, Lookup(Load(constants), interval));
    p = MultiplyAddEstimate(p, t, Lookup(Load(constants + 16), interval));
    p = MultiplyAddEstimate(p, t, Lookup(Load(constants + 32), interval));
    p = MultiplyAddEstimate(p, t, Lookup(Load(constants + 48), interval));
    // max(x, 0), and NaN of negative infinity: there x Phi(x) is infinity times 0.
    return x - MinNative(Floats.Zero, x) - p;
}

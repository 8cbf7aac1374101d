/// <summary>tanh(x): an odd polynomial where |x| is below 1/2, and from there on 1 - 2 / (1 + exp(2 |x|)) with the sign of x.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Tanh(Floats x, Held held, float* constants)
{
    Floats size = Abs(x);
    Floats large = held.C - (Create(constants[0]) / OnePlusExp2(-(size + size), held, constants));
    Floats square = x * x;
    Floats p = Create(constants[1]);
    p = MultiplyAddEstimate(p, square, Create(constants[2]));
    p = MultiplyAddEstimate(p, square, Create(constants[3]));
    p = MultiplyAddEstimate(p, square, Create(constants[4]));
    Floats small = x * MultiplyAddEstimate(p, square, held.C);
    return ConditionalSelect(LessThan(size, Create(constants[5])), small, CopySign(large, x));
}

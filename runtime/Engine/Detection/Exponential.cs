namespace Emo.CompilerServices;

/// <summary>
/// The exponential of a single score or delta, rounded once from double precision: the C library's digits, which differ from
/// system to system, are beyond those of the result.
/// </summary>
internal static class Exponential
{
    public static float Of(float x) => (float)Math.Exp(x);

    public static float Sigmoid(float x) => (float)(1 / (1 + Math.Exp(-x)));
}

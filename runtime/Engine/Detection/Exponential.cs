using System.Runtime.Intrinsics;

namespace Emo.CompilerServices;

/// <summary>The one exponential of the detectors: <see cref="MathF.Exp"/> is the C library's, another one on each system.</summary>
internal static class Exponential
{
    public static float Of(float x) => Vector128.Exp(Vector128.CreateScalarUnsafe(x)).ToScalar();

    public static float Sigmoid(float x) => 1f / (1f + Of(-x));
}

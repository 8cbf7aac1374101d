using System.Runtime.Intrinsics;

namespace Emo.Pictures.Resampling;

/// <summary>How a kind of processor makes four outputs of a row.</summary>
internal unsafe interface IRowKernel
{
    /// <summary>Bytes that an output reads from its first pixel on.</summary>
    static abstract int Reach(ResampleCoefficients coefficients);

    /// <summary>The weights of all outputs, as many bytes for each.</summary>
    static abstract ReadOnlySpan<byte> Weights(ResampleCoefficients coefficients);

    /// <summary>Sums samples times weights.</summary>
    /// <param name="pixels">Where each output's pixels begin.</param>
    /// <param name="weights">Where its weights do.</param>
    /// <param name="coefficients">How many there are.</param>
    static abstract RowSums Sum(in Four pixels, in Four weights, ResampleCoefficients coefficients);

    /// <summary>Four addresses.</summary>
    readonly struct Four(byte* a, byte* b, byte* c, byte* d)
    {
        public readonly byte* A = a;
        public readonly byte* B = b;
        public readonly byte* C = c;
        public readonly byte* D = d;
    }
}

/// <summary>The sums of four outputs.</summary>
/// <param name="RedGreen">Of the first two: R, G, R, G.</param>
/// <param name="RedGreen2">Of the others.</param>
/// <param name="Blue">Of the first two: B, anything, B, anything.</param>
/// <param name="Blue2">Of the others.</param>
internal readonly record struct RowSums(Vector128<int> RedGreen, Vector128<int> RedGreen2, Vector128<int> Blue, Vector128<int> Blue2);

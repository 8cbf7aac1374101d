namespace Emo.Pictures.Resampling;

/// <summary>
/// The weights of one resampling pass: which input samples an output sample is the weighted sum of. Computed as Pillow
/// does it for 8-bit pictures: in double, normalised to 1, then rounded to 22 fractional bits. Only a window of the
/// outputs need be computed, since they are independent of each other.
/// </summary>
internal sealed class ResampleCoefficients
{
    /// <summary>Fractional bits of a weight: 8 bits of sample and 2 of headroom fill the 32 of a sum.</summary>
    public const int PrecisionBits = 32 - 8 - 2;

    private readonly int[] _weights;
    private readonly (int Start, int Count)[] _ranges;

    private ResampleCoefficients(int outputs, int taps)
    {
        _weights = new int[outputs * taps];
        _ranges = new (int, int)[outputs];
        Taps = taps;
    }

    /// <summary>The number of outputs in the window.</summary>
    public int Length => _ranges.Length;

    /// <summary>The most input samples that an output uses.</summary>
    public int Taps { get; }

    /// <summary>The first input sample that any output of the window uses.</summary>
    public int InputStart => _ranges[0].Start;

    /// <summary>The end (exclusive) of the input samples that the window uses.</summary>
    public int InputEnd => _ranges[^1].Start + _ranges[^1].Count;

    /// <summary>The first input sample of an output, and its weights from there on.</summary>
    public ReadOnlySpan<int> Weights(int output, out int start)
    {
        (start, int count) = _ranges[output];
        return _weights.AsSpan(output * Taps, count);
    }

    /// <param name="inputSize">Samples of the input.</param>
    /// <param name="outputSize">Samples of the whole output.</param>
    /// <param name="first">The first output of the window.</param>
    /// <param name="count">Outputs in the window.</param>
    /// <param name="interpolation">The filter.</param>
    public static ResampleCoefficients Compute(
        int inputSize, long outputSize, long first, int count, Interpolation interpolation)
    {
        double scale = (double)inputSize / outputSize;
        double filterScale = Math.Max(scale, 1.0); // a shrinking filter widens, which is the antialiasing
        double support = ResampleFilter.Support(interpolation) * filterScale;
        double inverse = 1.0 / filterScale;

        int taps = ((int)Math.Ceiling(support) * 2) + 1;
        var coefficients = new ResampleCoefficients(count, taps);
        double[] weights = new double[taps];
        for (int i = 0; i < count; i++)
        {
            double center = (first + i + 0.5) * scale;
            int start = Math.Max((int)(center - support + 0.5), 0);
            int length = Math.Min((int)(center + support + 0.5), inputSize) - start;
            double sum = 0.0;
            for (int x = 0; x < length; x++)
            {
                weights[x] = ResampleFilter.Weight(interpolation, (x + start - center + 0.5) * inverse);
                sum += weights[x];
            }

            for (int x = 0; x < length; x++)
            {
                double weight = sum != 0.0 ? weights[x] / sum : weights[x];
                coefficients._weights[(i * taps) + x] = ToFixedPoint(weight);
            }

            coefficients._ranges[i] = (start, length);
        }

        return coefficients;
    }

    // Rounds half away from zero.
    private static int ToFixedPoint(double weight) =>
        (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << PrecisionBits)));
}

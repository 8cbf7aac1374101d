namespace Emo.Pictures.Resampling;

/// <summary>
/// The weights of one resampling pass: which input samples an output sample is the weighted sum of. Computed as Pillow
/// does it for 8-bit pictures: in double, normalised to 1, then rounded to 22 fractional bits. Only a window of the
/// outputs need be computed, since they are independent of each other.
/// <para>
/// Vectors multiply 16 bits, so a weight is split into two signed halves, high * 65536 + low. Each output has the same number of groups
/// of four taps, padded with zeros; a group is four high halves, then four low ones.
/// </para>
/// </summary>
internal sealed class ResampleCoefficients
{
    /// <summary>Fractional bits of a weight: 8 bits of sample and 2 of headroom fill the 32 of a sum.</summary>
    public const int PrecisionBits = 32 - 8 - 2;

    /// <summary>Taps of a group.</summary>
    public const int GroupTaps = 4;

    /// <summary>16-bit values of a group.</summary>
    private const int GroupLength = 2 * GroupTaps;

    private short[] _weights = [];
    private sbyte[] _bytes = [];
    private bool _hasBytes;
    private int[] _starts = [];
    private int[] _counts = [];
    private double[] _exact = [];
    private (int InputSize, AxisWindow Window, Interpolation Interpolation, bool Mirrored) _key;

    /// <summary>The number of outputs in the window.</summary>
    public int Length { get; private set; }

    /// <summary>The most input samples that an output uses.</summary>
    public int Taps { get; private set; }

    /// <summary>Groups of four taps that every output has.</summary>
    public int Groups => (Taps + GroupTaps - 1) / GroupTaps;

    /// <summary>Whether the outputs run against the input: the last one uses the first samples.</summary>
    public bool Mirrored => _key.Mirrored;

    /// <summary>The first input sample that any output of the window uses.</summary>
    public int InputStart => Mirrored ? _starts[Length - 1] : _starts[0];

    /// <summary>The end (exclusive) of the input samples that the window uses.</summary>
    public int InputEnd => Mirrored ? _starts[0] + _counts[0] : _starts[Length - 1] + _counts[Length - 1];

    /// <summary>The first input sample of each output.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Length);

    /// <summary>How many input samples each output uses.</summary>
    public ReadOnlySpan<int> Counts => _counts.AsSpan(0, Length);

    /// <summary>The weights of all outputs.</summary>
    public ReadOnlySpan<short> Weights => _weights.AsSpan(0, Length * Groups * GroupLength);

    /// <summary>The weights of an output.</summary>
    public ReadOnlySpan<short> WeightsOf(int output) => _weights.AsSpan(output * Groups * GroupLength, Groups * GroupLength);

    /// <summary>Groups of an output in <see cref="Bytes"/>.</summary>
    public int ByteGroups => (Taps + ByteKernel.GroupTaps - 1) / ByteKernel.GroupTaps;

    /// <summary>The weights of all outputs as <see cref="ByteKernel"/> takes them.</summary>
    public ReadOnlySpan<sbyte> Bytes()
    {
        int stride = ByteGroups * ByteKernel.GroupLength;
        if (_hasBytes)
            return _bytes.AsSpan(0, Length * stride);

        var bytes = KeptArray.Grow(ref _bytes, checked(Length * stride));
        bytes.Clear();
        for (int i = 0; i < Length; i++)
        {
            var weights = WeightsOf(i);
            var output = bytes.Slice(i * stride, stride);
            for (int x = 0; x < _counts[i]; x++)
            {
                int half = (x / GroupTaps * GroupLength) + (x % GroupTaps);
                int at = (x / ByteKernel.GroupTaps * ByteKernel.GroupLength) + (x % ByteKernel.GroupTaps);
                (output[at], output[at + ByteKernel.GroupTaps], output[at + (2 * ByteKernel.GroupTaps)]) =
                    ByteKernel.Split((weights[half] << 16) + weights[half + GroupTaps]);
            }
        }

        _hasBytes = true;
        return bytes;
    }

    /// <summary>Computes the weights, unless they are those that were computed last.</summary>
    /// <param name="inputSize">Samples of the input.</param>
    /// <param name="window">The outputs.</param>
    /// <param name="interpolation">The filter.</param>
    /// <param name="mirrored">Whether the input's samples come last first; the starts are those in this order.</param>
    public void Prepare(int inputSize, AxisWindow window, Interpolation interpolation, bool mirrored)
    {
        var key = (inputSize, window, interpolation, mirrored);
        if (Length > 0 && key == _key)
            return;

        Length = 0;
        _hasBytes = false;
        double scale = (double)inputSize / window.Size;
        double filterScale = Math.Max(scale, 1.0); // a shrinking filter widens, which is the antialiasing
        double support = ResampleFilter.Support(interpolation) * filterScale;
        Taps = 0;
        KeptArray.Grow(ref _starts, window.Length);
        KeptArray.Grow(ref _counts, window.Length);
        for (int i = 0; i < window.Length; i++)
        {
            double center = (window.First + i + 0.5) * scale;
            int start = Math.Max((int)(center - support + 0.5), 0);
            int count = Math.Min((int)(center + support + 0.5), inputSize) - start;
            (_starts[i], _counts[i]) = (start, count);
            Taps = Math.Max(Taps, count);
        }

        KeptArray.Grow(ref _exact, Taps);
        KeptArray.Grow(ref _weights, checked(window.Length * Groups * GroupLength)).Clear();
        for (int i = 0; i < window.Length; i++)
        {
            var exact = _exact.AsSpan(0, _counts[i]);
            Compute(exact, _starts[i], (window.First + i + 0.5) * scale, interpolation, 1.0 / filterScale);
            if (mirrored)
            {
                exact.Reverse();
                _starts[i] = inputSize - _starts[i] - _counts[i];
            }

            Split(exact, _weights.AsSpan(i * Groups * GroupLength, Groups * GroupLength));
        }

        Length = window.Length;
        _key = key;
    }

    /// <param name="weights">Receives the normalised weights.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="center">The filter's centre, in samples.</param>
    /// <param name="interpolation">The filter.</param>
    /// <param name="inverse">What scales distances to the filter's.</param>
    private static void Compute(Span<double> weights, int start, double center, Interpolation interpolation, double inverse)
    {
        double sum = 0.0;
        for (int x = 0; x < weights.Length; x++)
        {
            weights[x] = ResampleFilter.Weight(interpolation, (x + start - center + 0.5) * inverse);
            sum += weights[x];
        }

        if (sum == 0.0)
            return;
        for (int x = 0; x < weights.Length; x++)
            weights[x] /= sum;
    }

    private static void Split(ReadOnlySpan<double> exact, Span<short> weights)
    {
        for (int x = 0; x < exact.Length; x++)
        {
            int weight = ToFixedPoint(exact[x]);
            short low = (short)weight;
            int at = (x / GroupTaps * GroupLength) + (x % GroupTaps);
            weights[at] = (short)((weight - low) >> 16);
            weights[at + GroupTaps] = low;
        }
    }

    // Rounds half away from zero.
    private static int ToFixedPoint(double weight) =>
        (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << PrecisionBits)));
}

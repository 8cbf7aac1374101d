namespace Emo.Pictures.Resampling;

/// <summary>What the outputs along one stored axis are made of, kept while the sizes stay the same.</summary>
internal sealed class LinearAxis
{
    private LinearTap[] _taps = [];
    private (int Source, int Result, bool Across, bool Mirrored) _key;

    /// <summary>For each output, in the upright picture's order.</summary>
    public ReadOnlySpan<LinearTap> Taps => _taps.AsSpan(0, _key.Result);

    /// <summary>Whether the outputs run against the source.</summary>
    public bool Mirrored => _key.Mirrored;

    /// <summary>The source's length.</summary>
    public int Source => _key.Source;

    /// <summary>The first sample that is read.</summary>
    public int Start { get; private set; }

    /// <summary>The end (exclusive) of the samples that are read.</summary>
    public int End { get; private set; }

    /// <param name="source">Samples of the source.</param>
    /// <param name="result">Samples of the result.</param>
    /// <param name="across">Whether this is the upright picture's horizontal axis.</param>
    /// <param name="mirrored">Whether the source's samples come last first.</param>
    public void Prepare(int source, int result, bool across, bool mirrored)
    {
        if (_key == (source, result, across, mirrored))
            return;

        var taps = KeptArray.Grow(ref _taps, result);
        double scale = LinearTap.Scale(source, result);
        (Start, End) = (source, 0);
        for (int i = 0; i < taps.Length; i++)
        {
            var tap = LinearTap.At(i, scale, source, across);
            taps[i] = mirrored ? tap.Mirrored(source) : tap;
            Start = Math.Min(Start, Math.Max(taps[i].Index, 0));
            End = Math.Max(End, Math.Min(taps[i].Index + (taps[i].Second != 0 ? 2 : 1), source));
        }

        _key = (source, result, across, mirrored);
    }
}

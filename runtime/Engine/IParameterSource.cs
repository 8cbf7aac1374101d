namespace Emo.CompilerServices;

/// <summary>Where <see cref="WeightPacker"/> reads a model's parameters, and whom it tells what is wrong with them.</summary>
internal interface IParameterSource
{
    /// <summary>The number of elements of a parameter.</summary>
    int Length(string name);

    /// <summary>Reads a parameter.</summary>
    void Read(string name, Span<float> values);

    /// <summary>Hears of a running variance that makes the batch norm's square root undefined.</summary>
    void ReportVariance(string name, int channel, double value);

    /// <summary>Hears of a layer of which a packed weight is not finite.</summary>
    void ReportOverflow(PackedLayer layer, long index, float value);

    /// <exception cref="CheckpointException">Something was heard of that no prediction could be computed with.</exception>
    void ThrowIfNotFinite();
}

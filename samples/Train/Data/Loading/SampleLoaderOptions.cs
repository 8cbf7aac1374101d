namespace Emo.Train.Data;

/// <summary>How samples are put together.</summary>
/// <param name="BatchSize">Samples in a batch, at least 1.</param>
/// <param name="Seed">Everything random comes from it, the epoch, and the place in the epoch.</param>
internal sealed record SampleLoaderOptions(int BatchSize, int Seed)
{
    /// <summary>Threads that make samples; one core is left to the training. The samples are the same with any number.</summary>
    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Whether samples differ from their pictures; otherwise only their order does.</summary>
    public bool Augment { get; init; } = true;

    /// <summary>How often each picture comes in an epoch, at least 1, from <see cref="RepeatFactors"/>. Null: once.</summary>
    public IReadOnlyList<double>? Repeats { get; init; }
}

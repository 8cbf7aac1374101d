namespace Emo.Train.Data;

/// <summary>
/// Makes the batches of epochs with threads of its own, a few ahead of whoever trains. The bits are the same with any number of threads.
/// </summary>
/// <typeparam name="TFile">The truth of a picture's file.</typeparam>
/// <typeparam name="TTruth">The truth of an input.</typeparam>
internal sealed class SampleLoader<TFile, TTruth> : IDisposable
{
    private readonly IReadOnlyList<LabelledPicture<TFile>> _pictures;
    private readonly ISampler<TFile, TTruth> _sampler;
    private readonly int _inputLength;
    private readonly SampleLoaderOptions _options;
    private readonly EpochOrder _order;
    private EpochRun<TTruth>? _run;
    private bool _disposed;

    /// <param name="pictures">To train on, at least one.</param>
    /// <param name="sampler">Makes the samples.</param>
    /// <param name="inputLength">Values of one input: 3 x height x width.</param>
    /// <param name="options">Batch size, seed, threads, repeats.</param>
    /// <exception cref="ArgumentException">There are no pictures, or repeats for other pictures.</exception>
    public SampleLoader(
        IReadOnlyList<LabelledPicture<TFile>> pictures, ISampler<TFile, TTruth> sampler, int inputLength, SampleLoaderOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        if (pictures.Count == 0)
            throw new ArgumentException("There are no pictures.", nameof(pictures));
        var repeats = options.Repeats ?? [.. Enumerable.Repeat(1.0, pictures.Count)];
        if (repeats.Count != pictures.Count)
            throw new ArgumentException($"There are {pictures.Count} pictures, and repeats for {repeats.Count}.", nameof(options));
        (_pictures, _sampler, _inputLength, _options) = (pictures, sampler, inputLength, options);
        _order = new EpochOrder(repeats, options.BatchSize, options.Seed);
    }

    /// <summary>At least 1, the same in each epoch.</summary>
    public int BatchesPerEpoch => _order.Batches;

    /// <summary>The batches of an epoch; only one epoch is made at a time, and its threads end with it.</summary>
    /// <exception cref="InvalidOperationException">Another epoch is not at its end.</exception>
    public IEnumerable<Batch<TTruth>> Epoch(int epoch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_run is not null)
            throw new InvalidOperationException("Another epoch is being made: take all its batches, or dispose its enumerator.");
        int[] order = _order.Of(epoch);
        using var run = new EpochRun<TTruth>(BatchesPerEpoch, _options.BatchSize, _inputLength, MakeSample, _options.Threads);
        _run = run;
        try
        {
            for (int i = 0; i < BatchesPerEpoch; i++)
                yield return run.Next();
        }
        finally
        {
            _run = null;
        }

        TTruth MakeSample(int place, Span<float> input) =>
            _sampler.Sample(_pictures[order[place]], _options.Augment ? _order.RandomAt(epoch, place) : null, input);
    }

    public void Dispose()
    {
        _disposed = true;
        _run?.Dispose();
    }
}

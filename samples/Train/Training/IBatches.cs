using Emo.Train.Data;

namespace Emo.Train.Training;

/// <summary>The pictures that a network is shown.</summary>
internal interface IBatches<TTruth>
{
    /// <summary>How many batches an epoch has, at least one.</summary>
    int PerEpoch { get; }

    /// <summary>The batches of an epoch, the same each time. Inputs are valid until the next batch is asked for.</summary>
    IEnumerable<Batch<TTruth>> Epoch(int epoch);
}

/// <summary>Those of a loader.</summary>
internal sealed class LoadedBatches<TFile, TTruth>(SampleLoader<TFile, TTruth> loader) : IBatches<TTruth>
{
    public int PerEpoch => loader.BatchesPerEpoch;

    public IEnumerable<Batch<TTruth>> Epoch(int epoch) => loader.Epoch(epoch);
}

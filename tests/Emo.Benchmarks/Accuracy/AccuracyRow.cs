using Emo.Samples.Accuracy;

namespace Emo.Benchmarks.Accuracy;

/// <summary>How right a network is, with its weights in one storage.</summary>
internal sealed record AccuracyRow<TScore>(WeightStorage Storage, TScore Score);

/// <summary>What was measured.</summary>
internal sealed record AccuracyResults(
    IReadOnlyList<AccuracyRow<AveragePrecision>> Cells,
    IReadOnlyList<AccuracyRow<MapOverlap>> Nuclei,
    IReadOnlyList<AccuracyRow<TopAccuracy>> Cifar10,
    int CellPictures,
    int NucleusPictures);

using Emo.Samples.Accuracy;

namespace Emo.Benchmarks.Accuracy;

/// <summary>How right a network is, with its weights in one storage.</summary>
internal sealed record AccuracyRow<TScore>(WeightStorage Storage, TScore Score);

/// <summary>Top-1 of CIFAR-10's images, enlarged in two ways.</summary>
/// <param name="Bilinear">As in training.</param>
/// <param name="Bicubic">As the class enlarges pictures.</param>
internal sealed record CifarScore(TopAccuracy Bilinear, TopAccuracy Bicubic);

/// <summary>What was measured.</summary>
internal sealed record AccuracyResults(
    IReadOnlyList<AccuracyRow<AveragePrecision>> Cells,
    IReadOnlyList<AccuracyRow<MapOverlap>> Nuclei,
    IReadOnlyList<AccuracyRow<CifarScore>> Cifar10,
    int CellPictures,
    int NucleusPictures);

using Emo.Samples.Accuracy;
using Emo.Testing;

namespace Emo.Benchmarks.Accuracy;

/// <summary>Measures the generated classes, each with its weights as float32 and as float16.</summary>
internal static class AccuracyRun
{
    /// <param name="folder">Has <c>cells/test</c> or <c>nuclei/test</c> or both, as tests/data/accuracy.</param>
    /// <param name="cifar10">CIFAR-10's test_batch.bin, or null for none.</param>
    /// <exception cref="IOException">The folder has neither, or a file is missing.</exception>
    /// <exception cref="InvalidDataException">An annotation is broken.</exception>
    public static AccuracyResults On(string folder, string? cifar10)
    {
        // All files are looked at before the first network runs.
        var (cells, nuclei) = AccuracyPictures.Read(folder, SsdLiteCells.ClassCount);
        var cifar = cifar10 is null ? null : CifarPictures.Read(cifar10);
        return new AccuracyResults(
            cells.IsEmpty
                ? []
                : Rows<SsdLiteCells, AveragePrecision>(Trained("cells", "ssdlite-cells.pth"), model => Measured.On(cells, model)),
            nuclei.IsEmpty
                ? []
                : Rows<DeepLabV3Nuclei, MapOverlap>(Trained("nuclei", "deeplabv3-nuclei.pth"), model => Measured.On(nuclei, model)),
            cifar is null ? [] : Rows<EmoCifar10, CifarScore>(Trained("emo-cifar10.pth"), model => Score(cifar, model)),
            cells.Length,
            nuclei.Length);
    }

    private static AccuracyRow<TScore>[] Rows<TModel, TScore>(string weights, Func<TModel, TScore> measure)
        where TModel : IEmoModel<TModel> =>
        Array.ConvertAll(Enum.GetValues<WeightStorage>(), storage =>
        {
            using var model = StoredWeights.Load<TModel>(weights, storage);
            return new AccuracyRow<TScore>(storage, measure(model));
        });

    private static CifarScore Score(CifarPictures pictures, EmoCifar10 model) =>
        new(Measured.On(pictures, model, Interpolation.Bilinear), Measured.On(pictures, model, Interpolation.Bicubic));

    private static string Trained(params string[] parts) => TestData.Path(["trained", .. parts]);
}

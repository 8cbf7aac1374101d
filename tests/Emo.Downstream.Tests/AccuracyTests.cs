using Xunit.Abstractions;

namespace Emo.Downstream.Tests;

/// <summary>
/// How right the trained networks are on the held-out pictures of tests/data/accuracy, with whole and with half-precision weights.
/// The figures are pinned from a run of the benchmarks' accuracy command, which over all held-out pictures says what PyTorch does
/// (docs/accuracy.md). The tolerance is for processors without fused multiply-add.
/// </summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.0005;

    [Theory]
    [InlineData(WeightStorage.Float32)]
    [InlineData(WeightStorage.Float16)]
    public void Blood_cells_are_found(WeightStorage storage)
    {
        var pictures = BoxPicture.Read(TestData.Path("accuracy", "cells", "test"), SsdLiteCells.ClassCount);
        Assert.Equal(72, pictures.Length);
        using var model = StoredWeights.Load<SsdLiteCells>(TestData.Path("trained", "cells", "ssdlite-cells.pth"), storage);
        var precision = Measured.On(pictures, model);
        output.WriteLine($"{precision.Of(0):F5} {precision.Of(1):F5} {precision.Of(2):F5} {precision.Mean:F5}");
        Assert.Equal(0.8836, precision.Of(0), Tolerance);
        Assert.Equal(0.9811, precision.Of(1), Tolerance);
        Assert.Equal(0.8952, precision.Of(2), Tolerance);
        Assert.Equal(0.9200, precision.Mean, Tolerance);
    }

    [Theory]
    [InlineData(WeightStorage.Float32)]
    [InlineData(WeightStorage.Float16)]
    public void Nuclei_are_found(WeightStorage storage)
    {
        var pictures = MaskPicture.Read(TestData.Path("accuracy", "nuclei", "test"));
        Assert.Equal(22, pictures.Length);
        using var model = StoredWeights.Load<DeepLabV3Nuclei>(TestData.Path("trained", "nuclei", "deeplabv3-nuclei.pth"), storage);
        var overlap = Measured.On(pictures, model);
        output.WriteLine($"{overlap.Of(1):F5} {overlap.MeanOfPictures(1):F5} {overlap.RightPixels:F5}");
        Assert.Equal(0.7877, overlap.Of(1), Tolerance);
        Assert.Equal(0.8123, overlap.MeanOfPictures(1), Tolerance);
        Assert.Equal(0.9579, overlap.RightPixels, Tolerance);
    }
}

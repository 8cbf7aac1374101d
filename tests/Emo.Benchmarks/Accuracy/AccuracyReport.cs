using System.Globalization;
using Emo.Benchmarks.Reports;
using Emo.Samples.Accuracy;
using Spectre.Console;

namespace Emo.Benchmarks.Accuracy;

/// <summary>Accuracy as tables, for people.</summary>
internal sealed class AccuracyReport(IAnsiConsole console)
{
    private const int Nucleus = 1;

    public void Write(AccuracyResults results, float score)
    {
        if (results.Cells.Count > 0)
        {
            console.Write(Precision(results.Cells, results.CellPictures));
            console.Write(Counts(results.Cells, score));
        }

        if (results.Nuclei.Count > 0)
            console.Write(Overlap(results.Nuclei, results.NucleusPictures));
        if (results.Cifar10.Count > 0)
            console.Write(Top(results.Cifar10));
    }

    private static Table Precision(IReadOnlyList<AccuracyRow<AveragePrecision>> rows, int pictures)
    {
        var labels = SsdLiteCells.ModelInfo.Labels;
        var table = NumberTable.Create(
            $"ssdlite-cells, {pictures} pictures: average precision at IoU 0.5", ["weights", .. labels, "mean"]);
        foreach (var row in rows)
        {
            table.AddRow(
                [Name(row.Storage), .. labels.Select((_, index) => Text($"{row.Score.Of(index):F4}")), Text($"{row.Score.Mean:F4}")]);
        }

        return table;
    }

    private static Table Counts(IReadOnlyList<AccuracyRow<AveragePrecision>> rows, float score)
    {
        var labels = SsdLiteCells.ModelInfo.Labels;
        var table = NumberTable.Create(
            Text($"ssdlite-cells, scores over {score}: boxes found of those annotated, and wrong ones"), ["weights", .. labels]);
        foreach (var row in rows)
        {
            table.AddRow([Name(row.Storage), .. labels.Select((_, index) =>
            {
                var (right, wrong) = row.Score.Above(index, score);
                return Text($"{right} of {row.Score.Truths(index)}, {wrong} wrong");
            })]);
        }

        return table;
    }

    private static Table Overlap(IReadOnlyList<AccuracyRow<MapOverlap>> rows, int pictures)
    {
        var table = NumberTable.Create(
            $"deeplabv3-nuclei, {pictures} pictures: IoU of nuclei", "weights", "of all pixels", "mean of pictures", "right pixels");
        foreach (var row in rows)
        {
            table.AddRow(
                Name(row.Storage), Text($"{row.Score.Of(Nucleus):F4}"), Text($"{row.Score.MeanOfPictures(Nucleus):F4}"),
                Text($"{row.Score.RightPixels:P2}"));
        }

        return table;
    }

    private static Table Top(IReadOnlyList<AccuracyRow<CifarScore>> rows)
    {
        var table = NumberTable.Create(
            $"emo-cifar10, {rows[0].Score.Bilinear.Count} images: top-1", "weights", "enlarged bilinearly, as in training", "bicubically");
        foreach (var row in rows)
            table.AddRow(Name(row.Storage), Text($"{row.Score.Bilinear.Share:P2}"), Text($"{row.Score.Bicubic.Share:P2}"));
        return table;
    }

    private static string Name(WeightStorage storage) => storage == WeightStorage.Float16 ? "float16" : "float32";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

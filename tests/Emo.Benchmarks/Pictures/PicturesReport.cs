using System.Globalization;
using Emo.Benchmarks.Compare;
using Emo.Benchmarks.Reports;
using Spectre.Console;

namespace Emo.Benchmarks.Pictures;

/// <summary>Results as tables, for people.</summary>
internal sealed class PicturesReport(IAnsiConsole console)
{
    public void Write(PicturesResults results)
    {
        var machine = results.Machine;
        console.WriteLine(
            $"{machine.Processor}, {machine.VectorBits}-bit vectors, {machine.Framework}, ONNX Runtime {machine.OnnxRuntime}");
        foreach (string note in results.Notes)
            console.WriteLine(note);
        if (results.Photographs.Count > 0)
        {
            console.Write(Decoding(results.Photographs));
            console.Write(Labels(results.Photographs));
            console.Write(Memory(results.Photographs));
        }

        if (results.Photographs.Any(photograph => photograph.Labels.Any(label => label.Scaled is not null)))
            console.Write(Scaled(results.Photographs));
        if (results.Resizes.Count > 0)
            console.Write(Resizes(results.Resizes));
        if (results.Pngs.Count > 0)
            console.Write(Pngs(results.Pngs));
    }

    private static Table Decoding(IReadOnlyList<PhotographResult> results)
    {
        var table = NumberTable.Create(
            "JPEG to pixels, and pixels to an input, ms",
            "picture", "bits/px", "decode: ours", "turbo", "Skia", "ratio (target)", "input: ours", "Skia", "cut first");
        foreach (var result in results)
        {
            table.AddRow(
                result.Name, Text($"{result.BitsPerPixel:F2}"), Ms(result.Decode.Ours), Ms(result.Decode.Turbo), Ms(result.Decode.Skia),
                Ratio(result.DecodeRatio, result.DecodeTarget), Ms(result.OurInput), Ms(result.SkiaInput),
                Ms(result.SkiaCroppedInput));
        }

        return table;
    }

    private static Table Labels(IReadOnlyList<PhotographResult> results)
    {
        var table = NumberTable.Create(
            "Photograph to label, ms: ours, with turbo + Skia + ort, with Skia + ort",
            "picture", "model", "ours", "turbo", "Skia", "turbo/ours (target)", "Skia/ours", "network: ours", "ort");
        foreach (var result in results)
        {
            foreach (var label in result.Labels)
            {
                table.AddRow(
                    result.Name, label.Model, Ms(label.Label.Ours), Ms(label.Label.Turbo), Ms(label.Label.Skia),
                    Ratio(label.Ratio, label.Target), Text($"{label.SkiaRatio:F2}"), Ms(label.OurNetwork), Ms(label.OrtNetwork));
            }
        }

        return table;
    }

    private static Table Memory(IReadOnlyList<PhotographResult> results)
    {
        var table = NumberTable.Create(
            "Megabytes allocated", "picture", "a decoded picture", "the first input", "further inputs", "the peers' RGBA");
        foreach (var result in results)
        {
            var bytes = result.Allocated;
            table.AddRow(result.Name, Mb(bytes.Picture), Mb(bytes.FirstInput), Mb(bytes.NextInput), Mb(bytes.Peers));
        }

        return table;
    }

    private static Table Scaled(IReadOnlyList<PhotographResult> results)
    {
        var table = NumberTable.Create(
            "Scaled decoding, photograph to label, ms", "picture", "model", "ours", "Skia+ort", "Skia/ours (target)");
        foreach (var result in results)
        {
            foreach (var label in result.Labels)
            {
                table.AddRow(
                    result.Name, label.Model, Ms(label.Scaled), Ms(label.SkiaScaled), Ratio(label.ScaledRatio, LabelResult.ScaledTarget));
            }
        }

        return table;
    }

    private static Table Resizes(IReadOnlyList<ResizeResult> results)
    {
        var table = NumberTable.Create("Resizing alone, ms", "from, to", "filter", "ours", "Pillow", "Pillow/ours (target)");
        foreach (var result in results)
        {
            table.AddRow(
                result.Name, result.Filter, Ms(result.Ours), Ms(result.Pillow), Ratio(result.Ratio, ResizeResult.Target));
        }

        return table;
    }

    private static Table Pngs(IReadOnlyList<PngResult> results)
    {
        var table = NumberTable.Create("PNG to pixels, ms", "picture", "ours", "Skia", "Skia/ours (target)");
        foreach (var result in results)
            table.AddRow(result.Name, Ms(result.Ours), Ms(result.Skia), Ratio(result.Ratio, PngResult.Target));
        return table;
    }

    private static string Ratio(double? ratio, double? target) => (ratio, target) switch
    {
        ({ } value, { } wanted) => $"[{(value >= wanted ? "green" : "red")}]{Text($"{value:F2} ({wanted:F2})")}[/]",
        ({ } value, null) => Text($"{value:F2}"),
        _ => "-",
    };

    private static string Ms(Measurement? time) => time is null ? "-" : Text($"{time.Median:F1}");

    private static string Mb(long bytes) => Text($"{bytes / 1e6:F2}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

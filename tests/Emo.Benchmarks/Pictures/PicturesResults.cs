using Emo.Benchmarks.Compare;

namespace Emo.Benchmarks.Pictures;

/// <summary>All that <c>pictures</c> measures. <see cref="Notes"/> say which peers were missing.</summary>
internal sealed record PicturesResults(
    Machine Machine,
    IReadOnlyList<string> Notes,
    IReadOnlyList<PhotographResult> Photographs,
    IReadOnlyList<ResizeResult> Resizes,
    IReadOnlyList<PngResult> Pngs);

/// <summary>
/// A JPEG file: its decoding, and the way from its pixels to an input, in Skia of all of them, as the pipeline says, or of those of the
/// crop only. Turbo is null where the library was not found.
/// </summary>
internal sealed record PhotographResult(
    string Name,
    double BitsPerPixel,
    Trio Decode,
    Measurement OurInput,
    Measurement SkiaInput,
    Measurement SkiaCroppedInput,
    AllocatedBytes Allocated,
    IReadOnlyList<LabelResult> Labels)
{
    /// <summary>libjpeg-turbo's time over ours.</summary>
    public double? DecodeRatio => Decode.Turbo?.Median / Decode.Ours.Median;

    /// <summary>Progressive files may take 1.1 times as long.</summary>
    public double DecodeTarget => Name.Contains(PictureCases.Progressive, StringComparison.Ordinal) ? 1 / 1.1 : 1;
}

/// <summary>Ours, the same with libjpeg-turbo where it was found, and with SkiaSharp alone.</summary>
internal sealed record Trio(Measurement Ours, Measurement? Turbo, Measurement Skia);

/// <summary>
/// Bytes that .NET allocates: a decoded <see cref="Picture"/>; the first input with a new workspace; every further one. Skia and
/// libjpeg-turbo allocate elsewhere: <paramref name="Peers"/> is the picture of four bytes a pixel that they are given.
/// </summary>
internal sealed record AllocatedBytes(long Picture, long FirstInput, long NextInput, long Peers);

/// <summary>From a file to logits; the scaled ones decode a fraction of the pixels, and are null without scaled decoding.</summary>
internal sealed record LabelResult(
    string Model, Measurement OurNetwork, Measurement OrtNetwork, Trio Label, double? Target, Measurement? Scaled, Measurement? SkiaScaled)
{
    public const double ScaledTarget = 1.5;

    public double? Ratio => Label.Turbo?.Median / Label.Ours.Median;

    public double SkiaRatio => Label.Skia.Median / Label.Ours.Median;

    public double? ScaledRatio => SkiaScaled?.Median / Scaled?.Median;
}

/// <summary>A resize alone; Pillow is null where it was not found.</summary>
internal sealed record ResizeResult(string Name, string Filter, Measurement Ours, Measurement? Pillow)
{
    public const double Target = 3;

    public double? Ratio => Pillow?.Median / Ours.Median;
}

/// <summary>A PNG file to pixels.</summary>
internal sealed record PngResult(string Name, Measurement Ours, Measurement Skia)
{
    public const double Target = 1;

    public double Ratio => Skia.Median / Ours.Median;
}

using System.Globalization;
using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>
/// The <c>preprocessing</c> object. The defaults are those of the published ImageNet numbers for classifiers and backbones, those of
/// mmdetection's and mmsegmentation's configurations for detectors and segmenters.
/// </summary>
internal static class PreprocessingReader
{
    private static readonly double[] s_imageNetMean = [0.485, 0.456, 0.406];
    private static readonly double[] s_imageNetStd = [0.229, 0.224, 0.225];

    private static readonly (string Name, FramingKind Owner)[] s_owners =
    [
        ("resize", FramingKind.Crop),
        ("interpolation", FramingKind.Crop),
        ("fitHeight", FramingKind.Fit),
        ("fitWidth", FramingKind.Fit),
    ];

    public static PreprocessingSpec Read(ObjectReader root, InputSpec input, HeadSpec? head, Problems problems)
    {
        var preprocessing = root.Object("preprocessing", required: false);
        bool isOfWholePicture = head is { IsOfWholePicture: true };
        var kind = isOfWholePicture ? FramingKind.Stretch : FramingKind.Crop;
        int resize = DefaultResize(input);
        if (preprocessing is null)
        {
            return new PreprocessingSpec(
                new FramingSpec(kind, input.Height, input.Width),
                resize,
                InterpolationKind.Bicubic,
                s_imageNetMean.ToEquatableArray(),
                s_imageNetStd.ToEquatableArray());
        }

        kind = preprocessing.Enum<FramingKind>("framing", kind);
        var spec = new PreprocessingSpec(
            ReadFraming(preprocessing, kind, input),
            preprocessing.Int("resize", Math.Min(input.Height, input.Width), SpecLimits.MaxResize, resize),
            preprocessing.Enum<InterpolationKind>("interpolation", InterpolationKind.Bicubic),
            preprocessing.Numbers("mean", 0, 1, s_imageNetMean),
            preprocessing.Numbers("std", 0.0001, 10, s_imageNetStd),
            preprocessing.Enum<NormalizationKind>("normalization", NormalizationKind.Multiply));
        preprocessing.Finish();
        if (kind.CutsPicture() && isOfWholePicture)
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                preprocessing.At("framing"),
                "The results of a detector or a segmenter are the whole picture's: its 'framing' is 'stretch' or 'fit', not 'crop'");
        }

        CheckBelongs(preprocessing, kind, problems);
        if (kind.CutsPicture() && preprocessing.Has("normalization"))
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                preprocessing.At("normalization"),
                "'normalization' belongs to the framings 'stretch' and 'fit'; 'crop' divides by 'std' as torchvision does");
        }

        CheckFits(preprocessing, "fitHeight", spec.Framing.FitHeight, input.Height, problems);
        CheckFits(preprocessing, "fitWidth", spec.Framing.FitWidth, input.Width, problems);
        return spec;
    }

    private static FramingSpec ReadFraming(ObjectReader preprocessing, FramingKind kind, InputSpec input)
    {
        // Without a default the property is required, which it is for one kind only.
        int? height = kind.HasBox() ? null : input.Height;
        int? width = kind.HasBox() ? null : input.Width;
        return new FramingSpec(
            kind,
            preprocessing.Int("fitHeight", 1, SpecLimits.MaxInput, height),
            preprocessing.Int("fitWidth", 1, SpecLimits.MaxInput, width));
    }

    private static void CheckBelongs(ObjectReader preprocessing, FramingKind kind, Problems problems)
    {
        foreach (var (name, owner) in s_owners.Where(property => property.Owner != kind && preprocessing.Has(property.Name)))
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                preprocessing.At(name),
                $"'{name}' belongs to the framing '{Text(owner)}', but this one is '{Text(kind)}'");
        }
    }

    private static void CheckFits(ObjectReader preprocessing, string name, int value, int input, Problems problems)
    {
        if (value > input)
        {
            problems.Add(
                SpecDiagnostics.Inconsistent, preprocessing.At(name), $"'{name}' is {Text(value)}, but the input has {Text(input)}");
        }
    }

    /// <summary>As 256 for 224, rounded down.</summary>
    private static int DefaultResize(InputSpec input) => Math.Min(input.Height, input.Width) * 256 / 224;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(FramingKind kind) => kind.ToString().ToLowerInvariant();
}

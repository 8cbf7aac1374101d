namespace Emo.Codegen.Specs;

/// <summary>The <c>preprocessing</c> object; the defaults are those of the published ImageNet numbers.</summary>
internal static class PreprocessingReader
{
    private static readonly double[] s_imageNetMean = [0.485, 0.456, 0.406];
    private static readonly double[] s_imageNetStd = [0.229, 0.224, 0.225];

    public static PreprocessingSpec Read(ObjectReader root, InputSpec input)
    {
        var preprocessing = root.Object("preprocessing", required: false);
        int resize = DefaultResize(input);
        if (preprocessing is null)
            return new PreprocessingSpec(Crop(input), resize, InterpolationKind.Bicubic, s_imageNetMean.ToEquatableArray(), s_imageNetStd.ToEquatableArray());
        var spec = new PreprocessingSpec(
            Crop(input),
            preprocessing.Int("resize", Math.Min(input.Height, input.Width), SpecLimits.MaxResize, resize),
            preprocessing.Enum<InterpolationKind>("interpolation", InterpolationKind.Bicubic),
            preprocessing.Channels("mean", 0, 1, s_imageNetMean),
            preprocessing.Channels("std", 0.0001, 10, s_imageNetStd));
        preprocessing.Finish();
        return spec;
    }

    private static FramingSpec Crop(InputSpec input) => new(FramingKind.Crop, input.Height, input.Width);

    /// <summary>As 256 for 224, rounded down.</summary>
    private static int DefaultResize(InputSpec input) => Math.Min(input.Height, input.Width) * 256 / 224;
}

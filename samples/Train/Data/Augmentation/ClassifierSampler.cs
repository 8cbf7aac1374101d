namespace Emo.Train.Data;

/// <summary>
/// Samples of a classifier: parts of pictures that fill the input (torchvision's <c>RandomResizedCrop</c>, but at least 35 % of the area,
/// since pictures are few).
/// </summary>
/// <param name="preprocessing">The network's.</param>
/// <param name="options">How samples differ from pictures.</param>
/// <param name="cache">Keeps pictures.</param>
internal sealed class ClassifierSampler(Preprocessing preprocessing, AugmentationOptions options, PictureCache cache)
    : ISampler<ClassTruth, ClassTruth>
{
    private const double LeastArea = 0.35;

    /// <summary>Sides are stretched by up to sqrt(4 / 3), so that the shape is 3 / 4 to 4 / 3 of the input's.</summary>
    private static readonly double s_stretch = Math.Log(4 / 3.0) / 2;

    /// <summary>The part that was taken is the whole input, and nothing of it is cut again.</summary>
    private readonly Preprocessing _filled =
        preprocessing with { ResizeHeight = preprocessing.InputHeight, ResizeWidth = preprocessing.InputWidth };

    public ClassTruth Sample(LabelledPicture<ClassTruth> picture, Random? random, Span<float> input)
    {
        var pixels = cache.Open(picture.Path);
        if (random is null)
        {
            preprocessing.Apply(pixels, input, AugmentedPicture.OfThread.Workspace);
            return picture.Truth;
        }

        var part = AugmentedPicture.OfThread;
        part.Make(pixels, random, options, (random, _) => CropOf(random, part.Turn, pixels));
        if (preprocessing.Framing == Framing.Crop)
        {
            // A picture of the input's size stays as it is: this is the resize and the norm of the runtime, one after the other.
            var resized = part.View.ToPicture().Resize(preprocessing.InputWidth, preprocessing.InputHeight, preprocessing.Interpolation);
            _filled.Apply(resized, input, part.Workspace);
        }
        else
        {
            preprocessing.Apply(part.View, input, part.Workspace);
        }

        return picture.Truth;
    }

    private CropArea CropOf(Random random, Turn turn, Picture picture)
    {
        double shape = (double)preprocessing.InputWidth / preprocessing.InputHeight;
        return CropArea.Random(
            random,
            (picture.Width, picture.Height),
            turn.SwapsSides ? 1 / shape : shape,
            Math.Sqrt(1 - ((1 - LeastArea) * options.Crop)),
            s_stretch * options.Crop);
    }
}

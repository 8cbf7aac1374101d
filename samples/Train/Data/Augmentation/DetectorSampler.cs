using System.Collections.Immutable;
using Emo.Samples.Accuracy;

namespace Emo.Train.Data;

/// <summary>Samples of a detector: parts of pictures, with the boxes that are mostly in them.</summary>
/// <param name="preprocessing">The network's; its framing shows the whole picture.</param>
/// <param name="options">How samples differ from pictures.</param>
/// <param name="cache">Keeps pictures.</param>
internal sealed class DetectorSampler(Preprocessing preprocessing, AugmentationOptions options, PictureCache cache)
    : ISampler<BoxTruth, BoxTruth>
{
    /// <summary>The share of pictures of which a part is taken.</summary>
    private const double Cut = 0.85;

    /// <summary>The smallest side of a part, of the picture's.</summary>
    private const double LeastScale = 0.45;
    private const double Stretch = 0.2;

    /// <summary>A box stays if more than this share of its area is in the part.</summary>
    private const double LeastArea = 0.35;

    public BoxTruth Sample(LabelledPicture<BoxTruth> picture, Random? random, Span<float> input)
    {
        var pixels = cache.Open(picture.Path);
        if (random is null)
        {
            var whole = AugmentedPicture.OfThread;
            preprocessing.Apply(pixels, input, whole.Workspace);
            return InInput(picture.Truth.Boxes, pixels.Width, pixels.Height);
        }

        var part = AugmentedPicture.OfThread;
        part.Make(pixels, random, options, (random, shape) => CropOf(random, shape, pixels));
        preprocessing.Apply(part.View, input, part.Workspace);
        var (area, turn) = (part.Area, part.Turn);
        return InInput([.. picture.Truth.Boxes.Select(box => In(area, turn, box)).OfType<TrueBox>()], part.Width, part.Height);
    }

    /// <summary>The boxes of a whole picture, in pixels of the input, without making one.</summary>
    public BoxTruth InInput(LabelledPicture<BoxTruth> picture)
    {
        var info = Picture.Identify(picture.Path);
        return InInput(picture.Truth.Boxes, info.Width, info.Height);
    }

    private CropArea CropOf(Random random, double shape, Picture picture)
    {
        double least = 1 - ((1 - LeastScale) * options.Crop);
        bool isCut = random.NextDouble() < Cut;
        var area = CropArea.Random(random, (picture.Width, picture.Height), shape, least, Stretch * options.Crop);
        return isCut ? area : CropArea.Random(random, (picture.Width, picture.Height), shape, 1, 0);
    }

    /// <summary>The part of a box that is in an area, laid with it; null if too little of it is left.</summary>
    private static TrueBox? In(CropArea area, Turn turn, TrueBox box)
    {
        var clipped = new TrueBox(
            Math.Clamp(box.Left, area.Left, area.Right) - area.Left,
            Math.Clamp(box.Top, area.Top, area.Bottom) - area.Top,
            Math.Clamp(box.Right, area.Left, area.Right) - area.Left,
            Math.Clamp(box.Bottom, area.Top, area.Bottom) - area.Top,
            box.ClassIndex);
        return clipped.Area > LeastArea * box.Area ? turn.Of(clipped, area.Width, area.Height) : null;
    }

    private BoxTruth InInput(ImmutableArray<TrueBox> boxes, int width, int height)
    {
        var frame = preprocessing.FrameOf(width, height);
        return new BoxTruth([.. boxes.Select(box => box with
        {
            Left = box.Left * frame.ScaleX,
            Top = box.Top * frame.ScaleY,
            Right = box.Right * frame.ScaleX,
            Bottom = box.Bottom * frame.ScaleY,
        })]);
    }
}

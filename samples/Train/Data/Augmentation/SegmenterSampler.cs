namespace Emo.Train.Data;

/// <summary>
/// Samples of a segmenter: parts of pictures, with the same parts of their masks. Where the framing leaves an edge, nothing is known.
/// </summary>
/// <param name="preprocessing">The network's; its framing shows the whole picture.</param>
/// <param name="options">How samples differ from pictures.</param>
/// <param name="cache">Keeps pictures and masks.</param>
internal sealed class SegmenterSampler(Preprocessing preprocessing, AugmentationOptions options, PictureCache cache)
    : ISampler<MaskFile, MaskTruth>
{
    private const double LeastScale = 0.5;
    private const double Stretch = 0.1;

    /// <summary>
    /// A framing that fits shows this share of the pictures smaller than they fit, so that things are also seen smaller, and this share of
    /// them in the shape of the input, so that little of it is empty.
    /// </summary>
    private const double Smaller = 0.3;
    private const double InShape = 0.5;
    private const double LeastFit = 0.8;

    public MaskTruth Sample(LabelledPicture<MaskFile> picture, Random? random, Span<float> input)
    {
        var pixels = cache.Open(picture.Path);
        var mask = cache.Open(picture.Truth);
        if (random is null)
        {
            preprocessing.Apply(pixels, input, AugmentedPicture.OfThread.Workspace);
            return InInput(mask, CropArea.Whole(mask.Width, mask.Height), default, preprocessing);
        }

        var part = AugmentedPicture.OfThread;
        part.Make(pixels, random, options, (random, shape) => CropOf(random, shape, part.Turn, pixels));
        var framed = Framed(random);
        framed.Apply(part.View, input, part.Workspace);
        return InInput(mask, part.Area, part.Turn, framed);
    }

    private CropArea CropOf(Random random, double shape, Turn turn, Picture picture)
    {
        bool isInShape = random.NextDouble() < InShape * options.Crop;
        if (isInShape && preprocessing.Framing == Framing.Fit)
        {
            shape = (double)preprocessing.ResizeWidth / preprocessing.ResizeHeight;
            shape = turn.SwapsSides ? 1 / shape : shape;
        }

        double least = 1 - ((1 - LeastScale) * options.Crop);
        return CropArea.Random(random, (picture.Width, picture.Height), shape, least, Stretch * options.Crop);
    }

    private Preprocessing Framed(Random random)
    {
        bool isSmaller = random.NextDouble() < Smaller * options.Crop;
        double fit = CropArea.Between(random, LeastFit, 1);
        return preprocessing.Framing != Framing.Fit || !isSmaller
            ? preprocessing
            : preprocessing with
            {
                ResizeHeight = Math.Max(1, (int)Math.Round(preprocessing.ResizeHeight * fit)),
                ResizeWidth = Math.Max(1, (int)Math.Round(preprocessing.ResizeWidth * fit)),
            };
    }

    /// <summary>The nearest pixel of the mask, from the middle of each pixel of the input.</summary>
    private static MaskTruth InInput(MaskPixels mask, CropArea area, Turn turn, Preprocessing preprocessing)
    {
        var (width, height) = turn.SwapsSides ? (area.Height, area.Width) : (area.Width, area.Height);
        var frame = preprocessing.FrameOf(width, height);
        byte[] labels = new byte[preprocessing.InputHeight * preprocessing.InputWidth];
        Array.Fill(labels, MaskTruth.Ignored);
        for (int y = 0; y < frame.ResizedHeight; y++)
        {
            int turnedY = (int)(((2L * y) + 1) * height / (2L * frame.ResizedHeight));
            for (int x = 0; x < frame.ResizedWidth; x++)
            {
                int turnedX = (int)(((2L * x) + 1) * width / (2L * frame.ResizedWidth));
                var (fromX, fromY) = turn.Before(turnedX, turnedY, area.Width, area.Height);
                labels[(y * preprocessing.InputWidth) + x] = mask.Labels[((area.Top + fromY) * mask.Width) + area.Left + fromX];
            }
        }

        return new MaskTruth(labels);
    }
}

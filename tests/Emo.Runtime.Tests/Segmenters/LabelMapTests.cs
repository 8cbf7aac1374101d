using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Segmenters;

public class LabelMapTests
{
    /// <summary>Where the two largest are nearer to each other than this, single precision may choose either.</summary>
    private const double Margin = 1e-5;

    [Theory]
    [InlineData(150, 16, 16, 512, 512, 512, 512, 500, 375)]
    [InlineData(150, 3, 4, 96, 128, 96, 128, 90, 70)] // both resizes enlarge or shrink a little
    [InlineData(5, 5, 7, 136, 200, 136, 200, 221, 150)]
    [InlineData(2, 2, 2, 64, 64, 64, 64, 3, 200)]
    [InlineData(3, 1, 1, 32, 32, 32, 32, 7, 5)]
    [InlineData(3, 1, 3, 32, 96, 32, 96, 96, 32)]
    [InlineData(17, 4, 5, 128, 160, 100, 160, 130, 81)] // fitted: the rows below are no part of the picture
    [InlineData(17, 4, 5, 128, 160, 128, 33, 200, 777)]
    [InlineData(256, 2, 3, 64, 96, 64, 96, 64, 64)]
    public void Labels_are_those_of_two_resizes(
        int classes, int height, int width, int inputHeight, int inputWidth, int usedHeight, int usedWidth,
        int pictureWidth, int pictureHeight)
    {
        var segmenter = Segmenter(classes, height, width, inputHeight, inputWidth);
        var random = new Random(classes + width);
        foreach (ref float value in segmenter.Outputs)
            value = (float)(random.NextDouble() * 10);
        byte[] labels = new byte[pictureWidth * pictureHeight];
        segmenter.Decode(new PictureFrame(pictureWidth, pictureHeight, usedWidth, usedHeight), labels);

        int unsure = 0;
        double[] values = new double[classes];
        for (int i = 0; i < labels.Length; i += 1 + (labels.Length / 5000))
        {
            for (int c = 0; c < classes; c++)
            {
                int plane = c * height * width;
                values[c] = Resized(
                    segmenter.Outputs[plane..],
                    (height, width),
                    (inputHeight, inputWidth),
                    (usedHeight, usedWidth),
                    (pictureHeight, pictureWidth),
                    (i / pictureWidth, i % pictureWidth));
            }

            double largest = values.Max();
            if (values.Count(value => value > largest - Margin) > 1)
                unsure++;
            else
                Assert.Equal(Array.IndexOf(values, largest), labels[i]);
        }

        Assert.InRange(unsure, 0, 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)] // less than a vector: its other lanes repeat class 0
    [InlineData(150)]
    public void Of_equal_logits_the_lowest_class_wins(int classes)
    {
        var segmenter = Segmenter(classes, 2, 2, 64, 64);
        segmenter.Outputs.Fill(-3.25f);
        byte[] labels = new byte[50 * 30];
        labels.AsSpan().Fill(99);
        segmenter.Decode(new PictureFrame(50, 30, 64, 64), labels);
        Assert.All(labels, label => Assert.Equal(0, label));
        segmenter.Outputs[^4..].Fill(-3.125f);
        segmenter.Decode(new PictureFrame(50, 30, 64, 64), labels);
        Assert.All(labels, label => Assert.Equal(classes - 1, label));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Logits_that_are_not_finite_are_refused(float logit)
    {
        var segmenter = Segmenter(3, 2, 2, 64, 64);
        segmenter.Outputs.Clear();
        segmenter.Outputs[7] = logit;
        Assert.Throws<NotFiniteNumberException>(() => segmenter.Decode(new PictureFrame(5, 5, 64, 64), new byte[25]));
    }

    [Fact]
    public void Label_maps_of_another_length_are_refused()
    {
        var segmenter = Segmenter(3, 2, 2, 64, 64);
        var error = Assert.Throws<ArgumentException>(() => segmenter.Check(new PictureFrame(5, 4, 64, 64), new byte[21]));
        Assert.Contains("5 x 4 has 20 labels, not 21", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SegmenterWorkspace.Check(new Picture(1, 1, new byte[3]).View, new byte[3]));
        Assert.Throws<ArgumentException>(() => segmenter.Check(new PictureFrame(5, 4, 65, 64), new byte[20]));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var segmenter = Segmenter(20, 4, 4, 128, 128);
        segmenter.Outputs.Clear();
        var picture = new Picture(300, 70, new byte[3 * 300 * 70]);
        byte[] labels = new byte[300 * 70];
        Decode();
        Assert.Equal(0, Allocations.Of(Decode));

        void Decode() => segmenter.Decode(segmenter.Preprocess(picture.View), labels);
    }

    private static SegmenterWorkspace Segmenter(int classes, int height, int width, int inputHeight, int inputWidth)
    {
        var preprocessing = ModelInfos.Preprocessing(inputHeight, inputWidth) with { Framing = Framing.Stretch };
        return new SegmenterWorkspace(new SegmenterHead(ModelInfos.Of("test", preprocessing), classes, height, width));
    }

    /// <summary>The second resize, of what is used of the first one.</summary>
    private static double Resized(
        ReadOnlySpan<float> plane, (int Height, int Width) cells, (int Height, int Width) input, (int Height, int Width) used,
        (int Height, int Width) picture, (int Y, int X) at)
    {
        var (top, bottom, down) = Neighbours(at.Y, picture.Height, used.Height);
        var (left, right, across) = Neighbours(at.X, picture.Width, used.Width);
        double above = ((1 - across) * Enlarged(plane, cells, input, top, left))
            + (across * Enlarged(plane, cells, input, top, right));
        double below = ((1 - across) * Enlarged(plane, cells, input, bottom, left))
            + (across * Enlarged(plane, cells, input, bottom, right));
        return ((1 - down) * above) + (down * below);
    }

    private static double Enlarged(ReadOnlySpan<float> plane, (int Height, int Width) cells, (int Height, int Width) input, int y, int x)
    {
        var (top, bottom, down) = Neighbours(y, input.Height, cells.Height);
        var (left, right, across) = Neighbours(x, input.Width, cells.Width);
        double above = ((1 - across) * plane[(top * cells.Width) + left]) + (across * plane[(top * cells.Width) + right]);
        double below = ((1 - across) * plane[(bottom * cells.Width) + left]) + (across * plane[(bottom * cells.Width) + right]);
        return ((1 - down) * above) + (down * below);
    }

    private static (int Near, int Far, double Fraction) Neighbours(int output, int outputs, int inputs)
    {
        double place = Math.Max(((double)inputs / outputs * (output + 0.5)) - 0.5, 0);
        int near = (int)place;
        return (near, Math.Min(near + 1, inputs - 1), place - near);
    }
}

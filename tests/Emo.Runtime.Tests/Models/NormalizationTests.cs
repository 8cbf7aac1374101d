using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Models;

public class NormalizationTests
{
    private static readonly float[] s_mean = [123.675f, 116.28f, 103.53f];
    private static readonly float[] s_std = [58.395f, 57.12f, 57.375f];

    /// <summary>
    /// All values of all channels, in a picture that needs no resize. The product in double precision is so near to the quotient that both
    /// round to the same float: a quotient of two floats is not within 2^-49 of the middle between two others, unless it is the middle.
    /// </summary>
    [Theory]
    [InlineData(Framing.Stretch)]
    [InlineData(Framing.Fit)]
    public void Divide_is_the_difference_over_std_in_single_precision(Framing framing)
    {
        byte[] pixels = new byte[3 * 256];
        for (int i = 0; i < 256; i++)
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = ((byte)i, (byte)(255 - i), (byte)(i ^ 85));
        var picture = new Picture(16, 16, pixels);
        float[] divided = Apply(picture, Of(framing, Normalization.Divide, 16, 16));
        float[] multiplied = Apply(picture, Of(framing, Normalization.Multiply, 16, 16));
        for (int i = 0; i < divided.Length; i++)
        {
            int channel = i / 256;
            Assert.Equal((pixels[(3 * (i % 256)) + channel] - s_mean[channel]) / s_std[channel], divided[i]);
        }

        Assert.Equal(divided, multiplied);
    }

    /// <summary>What torchvision does is a division already, of other numbers.</summary>
    [Fact]
    public void A_crop_takes_no_notice_of_it()
    {
        var picture = PictureFiles.Open("chelsea.png");
        Assert.Equal(
            Apply(picture, Of(Framing.Crop, Normalization.Multiply, 24, 40)),
            Apply(picture, Of(Framing.Crop, Normalization.Divide, 24, 40)));
    }

    [Theory]
    [InlineData("chelsea.png")]
    [InlineData("rocket.jpg")]
    [InlineData("chelsea-exif6.jpg")]
    public void A_file_a_picture_and_a_view_of_it_have_the_same_bits(string name)
    {
        foreach (var framing in new[] { Framing.Stretch, Framing.Fit })
        {
            var preprocessing = Of(framing, Normalization.Divide, 24, 40);
            var picture = PictureFiles.Open(name);
            float[] expected = Apply(picture, preprocessing);
            float[] fromView = new float[preprocessing.InputLength];
            float[] fromFile = new float[preprocessing.InputLength];
            preprocessing.Apply(picture.View, fromView);
            preprocessing.Apply(PictureFiles.Read(name), fromFile);
            Assert.Equal(expected, fromView);
            Assert.Equal(expected, fromFile);
        }
    }

    /// <summary>A workspace keeps the values of the last preprocessing.</summary>
    [Fact]
    public void A_workspace_serves_one_after_the_other()
    {
        var picture = PictureFiles.Open("chelsea.png");
        var workspace = new PictureWorkspace();
        foreach (var normalization in new[] { Normalization.Multiply, Normalization.Divide, Normalization.Multiply })
        {
            var preprocessing = Of(Framing.Stretch, normalization, 24, 40);
            float[] input = new float[preprocessing.InputLength];
            preprocessing.Apply(picture, input, workspace);
            Assert.Equal(Apply(picture, preprocessing), input);
        }
    }

    [Fact]
    public void An_unknown_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(Framing.Stretch, (Normalization)2, 8, 8));

    private static float[] Apply(Picture picture, Preprocessing preprocessing)
    {
        float[] input = new float[preprocessing.InputLength];
        preprocessing.Apply(picture, input);
        return input;
    }

    private static Preprocessing Of(Framing framing, Normalization normalization, int height, int width) =>
        ModelInfos.ImageNet(height, width, height, width) with { Framing = framing, Normalization = normalization };
}

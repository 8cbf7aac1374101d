using System.Runtime.InteropServices;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

/// <summary>Resizing and cropping equal Pillow and torchvision to the last bit.</summary>
public sealed class ResizeTests
{
    [Theory]
    [InlineData("chelsea", "bilinear_320x320", 320, 320)]
    [InlineData("chelsea", "bicubic_320x320", 320, 320)]
    [InlineData("chelsea", "bilinear_97x61", 97, 61)]
    [InlineData("chelsea", "bicubic_97x61", 97, 61)]
    [InlineData("coffee", "bilinear_97x61", 97, 61)]
    [InlineData("coffee", "bicubic_97x61", 97, 61)]
    [InlineData("chelsea", "resize256", 384, 256)]
    [InlineData("chelsea", "resize292", 438, 292)]
    [InlineData("chelsea", "resize73", 109, 73)]
    public void Resize_equals_Pillow(string picture, string golden, int width, int height)
    {
        var interpolation = golden.StartsWith("bilinear", StringComparison.Ordinal) ? Interpolation.Bilinear : Interpolation.Bicubic;
        var resized = Picture.Open(TestData.Path("pictures", picture + ".png")).Resize(width, height, interpolation);
        Assert.Equal((width, height), (resized.Width, resized.Height));
        AssertPixels($"{picture}.{golden}_u8_hwc", resized);
    }

    [Theory]
    [InlineData("chelsea", 224, 256)]
    [InlineData("chelsea", 256, 292)]
    [InlineData("chelsea", 64, 73)]
    [InlineData("coffee", 224, 256)]
    [InlineData("coffee", 256, 292)]
    [InlineData("coffee", 64, 73)]
    public void Resize_and_crop_equal_torchvision(string picture, int input, int resize)
    {
        var crop = ImageNet(input, resize).ResizeAndCrop(Picture.Open(TestData.Path("pictures", picture + ".png")));
        AssertPixels($"{picture}.crop{input}_u8_hwc", crop);
    }

    [Fact]
    public void The_normalised_input_equals_torchvision()
    {
        float[] input = new float[3 * 64 * 64];
        ImageNet(64, 73).Apply(Picture.Open(TestData.Path("pictures", "chelsea.png")), input);
        byte[] expected = TestData.RawTensor("chelsea.input64_f32_chw", "pictures", "preprocess.safetensors");
        Assert.Equal(MemoryMarshal.Cast<byte, float>(expected).ToArray(), input);
    }

    [Theory]
    [InlineData("chelsea.png")]
    [InlineData("coffee.png")]
    [InlineData("chelsea-alpha.png")]
    [InlineData("chelsea-palette.png")]
    [InlineData("chelsea-grey.png")]
    public void Pictures_of_every_colour_type_give_the_crop_of_the_goldens(string picture)
    {
        var crop = ImageNet(64, 64).ResizeAndCrop(Picture.Open(TestData.Path("pictures", picture)));
        Assert.Equal(TestData.RawTensor($"{picture}.crop64_u8_hwc", "cifar10", "goldens.safetensors"), crop.Pixels.ToArray());
    }

    [Fact]
    public void A_resize_to_the_same_size_changes_nothing()
    {
        var picture = new Picture(2, 1, [1, 2, 3, 250, 251, 252]);
        Assert.Equal(picture.Pixels.ToArray(), picture.Resize(2, 1, Interpolation.Bicubic).Pixels.ToArray());
    }

    [Fact]
    public void A_crop_outside_the_picture_is_black()
    {
        var crop = new Picture(1, 1, [10, 20, 30]).Crop(-1, 0, 3, 2);
        Assert.Equal([0, 0, 0, 10, 20, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], crop.Pixels.ToArray());
    }

    [Theory]
    [InlineData(40, 30)]
    [InlineData(30, 40)]
    [InlineData(1, 500)]
    public void An_input_that_is_not_square_is_covered_by_the_picture(int width, int height)
    {
        var preprocessing = new Preprocessing(32, 64, 36, 73, Interpolation.Bilinear, [0, 0, 0], [1, 1, 1]);
        byte[] white = new byte[3 * width * height];
        Array.Fill(white, (byte)255);
        var crop = preprocessing.ResizeAndCrop(new Picture(width, height, white));
        Assert.Equal((64, 32), (crop.Width, crop.Height));
        Assert.All(crop.Pixels.ToArray(), value => Assert.Equal(255, value));
    }

    [Fact]
    public void An_input_span_of_another_length_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => ImageNet(64, 73).Apply(new Picture(1, 1, [0, 0, 0]), new float[12287]));
        Assert.Contains("12288", exception.Message, StringComparison.Ordinal);
        Assert.Contains("12287", exception.Message, StringComparison.Ordinal);
    }

    private static Preprocessing ImageNet(int input, int resize) =>
        new(input, input, resize, resize, Interpolation.Bicubic, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    private static void AssertPixels(string golden, Picture picture) =>
        Assert.Equal(TestData.RawTensor(golden, "pictures", "preprocess.safetensors"), picture.Pixels.ToArray());
}

using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Models;

public class FramingTests
{
    private static readonly GoldenFile s_goldens = new("pictures/opencv.safetensors");

    private static readonly Preprocessing s_stretch = ModelInfos.ImageNet(48, 64, 48, 64) with
    {
        Interpolation = Interpolation.Bilinear,
        Framing = Framing.Stretch,
    };

    private static readonly Preprocessing s_fit = s_stretch with
    {
        InputHeight = 64,
        InputWidth = 96,
        ResizeHeight = 50,
        ResizeWidth = 83,
        Framing = Framing.Fit,
    };

    [Fact]
    public void A_stretched_input_equals_mmcvs_to_the_last_bit() => AssertInput("chelsea.stretch64x48", s_stretch, "chelsea.png");

    [Fact]
    public void A_fitted_input_equals_mmcvs_to_the_last_bit_and_is_zero_right_and_below() =>
        AssertInput("coffee.fit83x50in96x64", s_fit, "coffee.png");

    [Theory]
    [InlineData(500, 375, 1067, 800)] // 1066.67
    [InlineData(640, 480, 1067, 800)]
    [InlineData(1920, 1080, 1333, 750)] // 749.8
    [InlineData(375, 500, 600, 800)]
    [InlineData(1, 1, 800, 800)]
    [InlineData(100_000, 1, 1333, 1)] // a side of 0.01 pixels becomes one
    public void Fit_rounds_both_sides_of_the_largest_picture_that_fits(int width, int height, int resizedWidth, int resizedHeight)
    {
        var retina = s_stretch with { InputHeight = 800, InputWidth = 1344, ResizeHeight = 800, ResizeWidth = 1333, Framing = Framing.Fit };
        Assert.Equal(new PictureFrame(width, height, resizedWidth, resizedHeight), retina.FrameOf(width, height));
    }

    [Fact]
    public void Stretch_fills_the_input()
    {
        var frame = s_stretch.FrameOf(500, 375);
        Assert.Equal(new PictureFrame(500, 375, 64, 48), frame);
        Assert.Equal((0.128f, 0.128f), (frame.ScaleX, frame.ScaleY));
    }

    [Fact]
    public void A_crop_has_no_frame()
    {
        var error = Assert.Throws<InvalidOperationException>(() => (s_stretch with { Framing = Framing.Crop }).FrameOf(10, 10));
        Assert.Contains("Stretch or Fit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => s_stretch.FrameOf(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_stretch.FrameOf(1, Picture.MaxSide + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_stretch with { Framing = (Framing)3 });
    }

    [Theory]
    [InlineData(0, 10, 5, 5)]
    [InlineData(10, Picture.MaxSide + 1, 5, 5)]
    [InlineData(10, 10, 65, 5)]
    [InlineData(10, 10, 5, 0)]
    [InlineData(10, 10, 5, 49)]
    public void A_frame_that_does_not_lie_in_the_input_is_refused(int width, int height, int resizedWidth, int resizedHeight)
    {
        var frame = new PictureFrame(width, height, resizedWidth, resizedHeight);
        var error = Assert.Throws<ArgumentException>(() => PictureFrame.Check(frame, s_stretch));
        Assert.Contains("64 x 48 pixels", error.Message, StringComparison.Ordinal);
    }

    private static void AssertInput(string golden, Preprocessing preprocessing, string picture)
    {
        float[] input = new float[preprocessing.InputLength];
        input.AsSpan().Fill(float.NaN);
        preprocessing.Apply(PictureFiles.Open(picture), input);
        Assert.True(s_goldens.Floats(golden).SequenceEqual(input));
    }
}

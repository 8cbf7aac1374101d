using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Models;

public class PreprocessingTests
{
    private static readonly GoldenFile s_goldens = new("pictures/preprocess.safetensors");
    private static readonly GoldenFile s_cifar = new("cifar10/goldens.safetensors");

    private static readonly Preprocessing s_imageNet = ModelInfos.ImageNet(224, 224, 256, 256);

    [Theory]
    [InlineData("chelsea", 256, 224)]
    [InlineData("chelsea", 292, 256)]
    [InlineData("chelsea", 73, 64)]
    [InlineData("coffee", 256, 224)]
    [InlineData("coffee", 292, 256)]
    [InlineData("coffee", 73, 64)]
    public void Crops_equal_those_of_the_published_pipeline(string picture, int resize, int crop) =>
        s_goldens.AssertEqual($"{picture}.crop{crop}_u8_hwc", Square(resize, crop).ResizeAndCrop(PictureFiles.Open(picture + ".png")));

    [Theory]
    [InlineData("chelsea.png")]
    [InlineData("coffee.png")]
    [InlineData("chelsea-alpha.png")]
    [InlineData("chelsea-palette.png")]
    [InlineData("chelsea-grey.png")]
    public void Crops_of_every_kind_of_file_equal_those_of_the_published_pipeline(string file) =>
        s_cifar.AssertEqual($"{file}.crop64_u8_hwc", Square(64, 64).ResizeAndCrop(PictureFiles.Open(file)));

    [Fact]
    public void The_input_equals_that_of_the_published_pipeline_to_the_last_bit()
    {
        float[] input = new float[3 * 64 * 64];
        (s_imageNet with { InputHeight = 64, InputWidth = 64, ResizeHeight = 73, ResizeWidth = 73 })
            .Apply(PictureFiles.Open("chelsea.png"), input);
        Assert.True(s_goldens.Floats("chelsea.input64_f32_chw").SequenceEqual(input));
    }

    [Theory]
    [InlineData(451, 300, 64, 96, 64)] // the picture covers the target's width first
    [InlineData(300, 451, 64, 64, 96)]
    [InlineData(100, 100, 50, 50, 50)]
    [InlineData(1000, 3, 8, 2666, 8)] // int(8 * 1000 / 3)
    public void A_square_target_resizes_the_short_side_and_crops_the_centre(
        int width, int height, int size, int resizedWidth, int resizedHeight)
    {
        var picture = PictureFiles.Synthetic(width, height);
        var expected = picture.Resize(resizedWidth, resizedHeight, Interpolation.Bicubic)
            .Crop(HalfToEven(resizedWidth - size), HalfToEven(resizedHeight - size), size, size);
        Assert.True(Square(size, size).ResizeAndCrop(picture).Pixels.SequenceEqual(expected.Pixels));
    }

    [Theory]
    [InlineData(100, 50, 30, 40, 30, 60)] // height decides: 60 x 30
    [InlineData(50, 100, 30, 40, 80, 40)] // width decides: 40 x 80
    [InlineData(80, 60, 30, 40, 30, 40)] // the same shape
    public void A_target_that_is_not_square_is_covered(
        int width, int height, int resizeHeight, int resizeWidth, int resizedHeight, int resizedWidth)
    {
        var picture = PictureFiles.Synthetic(width, height);
        var preprocessing = ModelInfos.Preprocessing(21, 33, resizeHeight, resizeWidth);

        var crop = preprocessing.ResizeAndCrop(picture);

        var expected = picture.Resize(resizedWidth, resizedHeight, Interpolation.Bilinear)
            .Crop(HalfToEven(resizedWidth - 33), HalfToEven(resizedHeight - 21), 33, 21);
        Assert.Equal((33, 21), (crop.Width, crop.Height));
        Assert.True(crop.Pixels.SequenceEqual(expected.Pixels));
    }

    [Fact]
    public void A_resized_picture_smaller_than_the_crop_is_padded_with_black()
    {
        var picture = PictureFiles.Synthetic(10, 10);
        var preprocessing = ModelInfos.Preprocessing(13, 6, 10, 10) with
        {
            Interpolation = Interpolation.Bicubic,
            Mean = [0.5f, 0.5f, 0.5f],
            Std = [2, 2, 2],
        };

        var crop = preprocessing.ResizeAndCrop(picture);

        // Three rows are missing: one above, two below. Four columns are too many: two on each side.
        byte[] expected = new byte[3 * 6 * 13];
        picture.Crop(2, 0, 6, 10).Pixels.CopyTo(expected.AsSpan(3 * 6));
        Assert.Equal(expected, crop.Pixels.ToArray());

        float[] input = new float[3 * 6 * 13];
        preprocessing.Apply(picture, input);
        Assert.Equal(-0.25f, input[0]);
    }

    [Fact]
    public void A_picture_a_million_pixels_wide_costs_no_more_than_its_crop()
    {
        var picture = new Picture(Picture.MaxSide, 1, new byte[3 * Picture.MaxSide]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var crop = s_imageNet.ResizeAndCrop(picture);
        Assert.Equal((224, 224), (crop.Width, crop.Height));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void An_input_made_with_a_workspace_allocates_nothing_and_is_the_same()
    {
        var picture = PictureFiles.Noise(400, 300);
        float[] expected = new float[s_imageNet.InputLength];
        s_imageNet.Apply(picture, expected);

        float[] input = new float[s_imageNet.InputLength];
        var workspace = new PictureWorkspace();
        s_imageNet.Apply(PictureFiles.Noise(30, 40), input, workspace);
        Apply();
        Apply(); // weights that are there already are compared for the first time in this process
        Assert.Equal(0, Allocations.Of(Apply));
        Assert.True(expected.AsSpan().SequenceEqual(input));

        void Apply() => s_imageNet.Apply(picture, input, workspace);
    }

    [Fact]
    public void A_workspace_serves_one_call_at_a_time()
    {
        var workspace = new PictureWorkspace();
        workspace.Enter();
        Assert.Throws<InvalidOperationException>(
            () => s_imageNet.Apply(PictureFiles.Synthetic(3, 3), new float[s_imageNet.InputLength], workspace));
        workspace.Leave();
        Assert.Throws<ArgumentException>(() => s_imageNet.Apply(PictureFiles.Synthetic(3, 3), new float[1], workspace));
        s_imageNet.Apply(PictureFiles.Synthetic(3, 3), new float[s_imageNet.InputLength], workspace); // left after the error
    }

    [Fact]
    public void An_input_of_another_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => s_imageNet.Apply(PictureFiles.Synthetic(3, 3), new float[150_527]));
        Assert.Contains("3 x 224 x 224 = 150528 values, not 150527", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => s_imageNet with { InputHeight = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => s_imageNet with { InputWidth = Preprocessing.MaxSide + 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Square(0, 1));
        Assert.Throws<ArgumentException>(() => s_imageNet with { Mean = [1, 2] });
        Assert.Throws<ArgumentException>(() => s_imageNet with { Mean = default });
        Assert.Throws<ArgumentException>(() => s_imageNet with { Mean = [0, 0, float.NaN] });
        Assert.Throws<ArgumentException>(() => s_imageNet with { Std = [1, 0, 1] });
    }

    private static Preprocessing Square(int resize, int crop) =>
        ModelInfos.Preprocessing(crop, crop, resize, resize) with { Interpolation = Interpolation.Bicubic };

    private static int HalfToEven(int difference) => (int)Math.Round(difference / 2.0, MidpointRounding.ToEven);
}

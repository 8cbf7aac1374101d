using CsCheck;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

public class ResizeTests
{
    private static readonly GoldenFile s_goldens = new("pictures/preprocess.safetensors");

    public static TheoryData<string> Resizes() =>
        [.. s_goldens.Names.Where(n => n.Contains(".bi", StringComparison.Ordinal) || n.Contains(".resize", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Resizes))]
    public void Resized_photographs_equal_those_of_Pillow(string name)
    {
        int[] shape = s_goldens.Shape(name);
        var picture = PictureFiles.Open(name[..name.IndexOf('.', StringComparison.Ordinal)] + ".png");
        var interpolation = name.Contains("bilinear", StringComparison.Ordinal) ? Interpolation.Bilinear : Interpolation.Bicubic;
        s_goldens.AssertEqual(name, picture.Resize(shape[1], shape[0], interpolation));
    }

    [Theory]
    [InlineData(Interpolation.Bilinear)]
    [InlineData(Interpolation.Bicubic)]
    public void A_picture_resized_to_its_own_size_is_unchanged(Interpolation interpolation)
    {
        var picture = PictureFiles.Synthetic(37, 23);
        Assert.True(picture.Resize(37, 23, interpolation).Pixels.SequenceEqual(picture.Pixels));
    }

    [Fact]
    public void A_single_colour_stays_that_colour_at_any_size()
    {
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[1, 90], Gen.Byte, Gen.Bool).Sample(
            (width, height, newWidth, newHeight, value, cubic) =>
            {
                byte[] pixels = new byte[3 * width * height];
                Array.Fill(pixels, value);
                var resized = new Picture(width, height, pixels)
                    .Resize(newWidth, newHeight, cubic ? Interpolation.Bicubic : Interpolation.Bilinear);
                Assert.Equal((newWidth, newHeight), (resized.Width, resized.Height));
                Assert.False(resized.Pixels.ContainsAnyExcept(value));
            },
            iter: 300);
    }

    [Fact]
    public void Random_sizes_equal_the_reference() =>
        Gen.Select(Gen.Int[1, 80], Gen.Int[1, 80], Gen.Int[1, 80], Gen.Int[1, 80], Gen.Bool).Sample(
            (width, height, newWidth, newHeight, cubic) =>
                AssertReference(width, height, newWidth, newHeight, cubic ? Interpolation.Bicubic : Interpolation.Bilinear),
            iter: 200);

    [Theory]
    [InlineData(3, 3000, 7, 1)] // filters of more rows than are kept
    [InlineData(5, 1500, 3, 40)]
    [InlineData(3000, 3, 1, 7)]
    [InlineData(2, 1999, 40, 90)]
    [InlineData(40, 130, 40, 8)]
    public void So_do_sizes_far_from_the_pictures(int width, int height, int newWidth, int newHeight)
    {
        AssertReference(width, height, newWidth, newHeight, Interpolation.Bicubic);
        AssertReference(width, height, newWidth, newHeight, Interpolation.Bilinear);
    }

    [Fact]
    [Trait("Emulated", "Slow")]
    public void A_picture_a_million_pixels_high_shrinks_to_one_in_little_memory()
    {
        var picture = PictureFiles.Noise(1, Picture.MaxSide);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var one = picture.Resize(1, 1, Interpolation.Bicubic);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20); // weights: 8 bytes and 4 a row
        Assert.Equal(ResizeReference.Pillow(picture, 1, 1, Interpolation.Bicubic).Pixels.ToArray(), one.Pixels.ToArray());
    }

    [Fact]
    [Trait("Emulated", "Slow")]
    public void A_picture_that_would_be_too_large_between_the_passes_is_refused()
    {
        var picture = new Picture(1, Picture.MaxSide, new byte[3 * Picture.MaxSide]);
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Resize(Picture.MaxSide, 1, Interpolation.Bicubic));
        Assert.Equal(1, picture.Resize(3, 1, Interpolation.Bilinear).Height);
    }

    [Fact]
    [Trait("Emulated", "Slow")]
    public void Of_a_high_picture_only_the_rows_in_use_are_kept_narrowed()
    {
        var picture = new Picture(30, 100_000, new byte[3 * 30 * 100_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        picture.Resize(300, 1000, Interpolation.Bicubic);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 3 * 300 * 1000, 6 << 20); // all of them would be 90 MB
    }

    [Fact]
    public void Sizes_and_filters_out_of_range_are_refused()
    {
        var picture = PictureFiles.Synthetic(4, 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Resize(0, 1, Interpolation.Bicubic));
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Resize(1, -1, Interpolation.Bicubic));
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Resize(Picture.MaxSide + 1, 1, Interpolation.Bicubic));
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Resize(100_000, 100_000, Interpolation.Bicubic));
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Resize(2, 2, (Interpolation)7));
    }

    private static void AssertReference(int width, int height, int newWidth, int newHeight, Interpolation interpolation)
    {
        var picture = PictureFiles.Noise(width, height);
        Assert.Equal(
            ResizeReference.Pillow(picture, newWidth, newHeight, interpolation).Pixels.ToArray(),
            picture.Resize(newWidth, newHeight, interpolation).Pixels.ToArray());
    }
}

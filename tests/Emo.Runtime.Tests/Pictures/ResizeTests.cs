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
}

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>A scan costs a pass over all blocks, however few bytes it has: scans times blocks is bounded.</summary>
[Trait("Emulated", "Slow")]
public class ScanBoundTests
{
    [Fact]
    public void Hundreds_of_scans_of_a_large_picture_are_refused_before_they_cost_anything()
    {
        byte[] file = EmptyScans.Many(65_400, 1_500, 499);
        Assert.InRange(file.Length, 200_000, 300_000);
        _ = Record.Exception(() => Picture.Decode(file.AsSpan(0, 1000))); // compiles

        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 << 10);
        Assert.Contains("too much work", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 64, 499)]
    [InlineData(640, 480, 60)]
    [InlineData(1000, 1000, 20)]
    public void Many_scans_of_a_picture_that_they_do_not_make_expensive_decode(int width, int height, int scans)
    {
        var picture = Picture.Decode(EmptyScans.Many(width, height, scans));
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal(-1, picture.Pixels.IndexOfAnyExcept((byte)128));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_hundred_megapixels_of_one_shade_with_the_usual_scans_decode(bool isColour)
    {
        byte[] file = isColour ? EmptyScans.UsualColour(10_000, 10_000) : EmptyScans.Usual(10_000, 10_000);
        var preprocessing = ModelInfos.Preprocessing(8, 8);
        float[] input = new float[preprocessing.InputLength];
        var info = preprocessing.Apply(file, input);
        Assert.Equal((10_000, 10_000), (info.Width, info.Height));
        Assert.All(input, value => Assert.Equal(128 / 255f, value));
    }
}

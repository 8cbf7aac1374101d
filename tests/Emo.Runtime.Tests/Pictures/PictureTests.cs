using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

public class PictureTests
{
    [Fact]
    public void The_pixels_must_fit_the_size()
    {
        Assert.Throws<ArgumentException>(() => new Picture(2, 2, new byte[11]));
        Assert.Throws<ArgumentException>(() => new Picture(2, 2, new byte[13]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(0, 2, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(2, Picture.MaxSide + 1, []));
        Assert.Equal(12, new Picture(2, 2, new byte[12]).Pixels.Length);
    }

    [Theory]
    [InlineData("GIF89a......", "a GIF picture")]
    [InlineData("RIFF....WEBPVP8 ", "a WebP picture")]
    [InlineData("BM......", "a BMP picture")]
    [InlineData("II*\0....", "a TIFF picture")]
    [InlineData("....ftypavif", "an AVIF picture")]
    [InlineData("....ftypheic", "a HEIC picture")]
    [InlineData("<!DOCTYPE html>", "a text file with markup")]
    [InlineData("  <svg xmlns=", "a text file with markup")]
    [InlineData("", "an empty file")]
    [InlineData("hello", "it starts with 68656C6C6F")]
    public void Other_formats_are_named_with_what_is_supported(string start, string expected)
    {
        var error = Assert.Throws<PictureException>(() => Picture.Decode(System.Text.Encoding.Latin1.GetBytes(start)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("PNG and JPEG", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_name_the_file()
    {
        string path = PictureFiles.PathOf("preprocess.safetensors");
        var error = Assert.Throws<PictureException>(() => Picture.Open(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Picture.Open(PictureFiles.PathOf("none.png")));
        Assert.Throws<UnauthorizedAccessException>(() => Picture.Open(AppContext.BaseDirectory));
    }

    [Fact]
    public void Streams_and_spans_decode_to_the_same_pixels_as_files()
    {
        byte[] file = PictureFiles.Read("chelsea-palette.png");
        var opened = PictureFiles.Open("chelsea-palette.png");
        Assert.True(Picture.Decode(file).Pixels.SequenceEqual(opened.Pixels));
        Assert.True(Picture.Decode(new MemoryStream(file)).Pixels.SequenceEqual(opened.Pixels));
        Assert.True(Picture.Decode(new Unseekable(file)).Pixels.SequenceEqual(opened.Pixels));
    }

    [Fact]
    public void Streams_are_read_from_where_they_stand()
    {
        byte[] file = PictureFiles.Read("chelsea-palette.png");
        using var stream = new MemoryStream([1, 2, 3, .. file]) { Position = 3 };
        Assert.Equal(451, Picture.Decode(stream).Width);
        stream.Position = 3;
        Assert.Equal(451, Picture.Identify(stream).Width);
        stream.Position = stream.Length + 70_000;
        var error = Assert.Throws<PictureException>(() => Picture.Decode(stream));
        Assert.Contains("nothing to read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_over_the_limit_are_refused()
    {
        byte[] file = PictureFiles.Read("chelsea-palette.png");
        var exact = new PictureOptions { MaxFileBytes = file.Length };
        var less = new PictureOptions { MaxFileBytes = file.Length - 1 };
        Assert.Equal(451, Picture.Decode(new Unseekable(file), exact).Width);
        Assert.Equal(451, Picture.Decode(new MemoryStream(file), exact).Width);
        Assert.Throws<PictureException>(() => Picture.Decode(new MemoryStream(file), less));
        var error = Assert.Throws<PictureException>(() => Picture.Decode(new Unseekable(file), less));
        Assert.Contains($"more than {file.Length - 1} bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chelsea.png")]
    [InlineData("chelsea-q90.jpg")]
    public void Pictures_over_the_pixel_limit_are_refused(string name)
    {
        Assert.Equal(451, Picture.Open(PictureFiles.PathOf(name), new PictureOptions { MaxPixels = 451 * 300 }).Width);
        var error = Assert.Throws<PictureException>(
            () => Picture.Open(PictureFiles.PathOf(name), new PictureOptions { MaxPixels = (451 * 300) - 1 }));
        Assert.Contains("451 x 300 pixels, the limit is 135299", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crop_is_the_rectangle()
    {
        var picture = PictureFiles.Synthetic(7, 5);
        var crop = picture.Crop(2, 1, 3, 4);
        Assert.Equal((3, 4), (crop.Width, crop.Height));
        for (int y = 0; y < 4; y++)
        {
            Assert.True(crop.Pixels.Slice(9 * y, 9).SequenceEqual(picture.Pixels.Slice(3 * (((1 + y) * 7) + 2), 9)));
        }
    }

    [Theory]
    [InlineData(-1, 0, 1, 1)]
    [InlineData(0, -1, 1, 1)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(5, 0, 3, 1)]
    [InlineData(0, 3, 1, 3)]
    [InlineData(1, 1, int.MaxValue, 1)]
    public void A_crop_outside_the_picture_is_refused(int left, int top, int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureFiles.Synthetic(7, 5).Crop(left, top, width, height));

    /// <summary>A stream that cannot tell its length and gives a few bytes at a time, as from a network.</summary>
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);
    }
}

using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

public class IdentifyTests
{
    // Too costly to decode, and for tests of their own.
    private static readonly string[] s_left = ["500-scans.jpg"];

    public static TheoryData<string> Files() =>
    [
        .. Directory.GetFiles(PictureFiles.PathOf(""), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".png" or ".jpg" && !s_left.Contains(Path.GetFileName(path)))
            .Select(path => Path.GetRelativePath(PictureFiles.PathOf(""), path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_size_is_that_of_the_decoded_picture(string file)
    {
        Picture picture;
        try
        {
            picture = PictureFiles.Open(file);
        }
        catch (PictureException)
        {
            return; // damage among the pixels need not be found
        }

        byte[] bytes = PictureFiles.Read(file);
        var info = Picture.Identify(PictureFiles.PathOf(file));
        Assert.Equal((picture.Width, picture.Height), (info.Width, info.Height));
        Assert.Equal(file.EndsWith(".png", StringComparison.Ordinal) ? PictureFormat.Png : PictureFormat.Jpeg, info.Format);
        Assert.Equal(info, Picture.Identify(bytes));
        Assert.Equal(info, Picture.Identify(new Trickle(bytes)));
    }

    [Fact]
    public void A_stream_is_read_no_further_than_it_takes_and_left_open()
    {
        byte[] file = new byte[10 << 20];
        PictureFiles.Read("chelsea-exif6.jpg").CopyTo(file, 0);
        using var stream = new MemoryStream(file);
        Assert.Equal(new PictureInfo(PictureFormat.Jpeg, 451, 300, 6), Picture.Identify(stream));
        Assert.InRange(stream.Position, 1, 64 << 10);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Metadata_behind_the_pixels_of_a_png_file_are_found()
    {
        byte[] file = PictureFiles.Read("chelsea.png");
        byte[] exif = [.. "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"u8];
        byte[] chunk = PngWriter.File(("eXIf", exif))[8..];
        byte[] turned = [.. file[..^12], .. chunk, .. file[^12..]];
        Assert.Equal(new PictureInfo(PictureFormat.Png, 451, 300, 1), Picture.Identify(file));
        Assert.Equal(new PictureInfo(PictureFormat.Png, 300, 451, 6), Picture.Identify(new Trickle(turned)));
    }

    [Fact]
    public void What_is_no_picture_is_refused_as_by_decoding()
    {
        byte[] gif = [.. "GIF89a"u8, 1, 2, 3];
        string expected = Assert.Throws<PictureException>(() => Picture.Decode(gif)).Message;
        Assert.Equal(expected, Assert.Throws<PictureException>(() => Picture.Identify(gif)).Message);
        Assert.Equal(expected, Assert.Throws<PictureException>(() => Picture.Identify(new MemoryStream(gif))).Message);
        Assert.Contains("an empty file", Assert.Throws<PictureException>(() => Picture.Identify([])).Message, StringComparison.Ordinal);

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllBytes(path, gif);
        var error = Assert.Throws<PictureException>(() => Picture.Identify(path));
        File.Delete(path);
        Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Picture.Identify(path));
    }

    [Theory]
    [InlineData("chelsea.png")]
    [InlineData("chelsea-exif6.jpg")]
    public void Headers_that_are_cut_short_or_too_large_are_refused(string name)
    {
        byte[] file = PictureFiles.Read(name);
        for (int length = 0; length < 33; length++)
            Assert.Throws<PictureException>(() => Picture.Identify(file.AsSpan(0, length)));
        Assert.Throws<PictureException>(() => Picture.Identify(file, new PictureOptions { MaxPixels = (451 * 300) - 1 }));
        var error = Assert.Throws<PictureException>(() => Picture.Identify(new Trickle(file), new PictureOptions { MaxFileBytes = 100 }));
        Assert.Contains("more than 100 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_as_long_as_the_limit_is_not_called_longer()
    {
        byte[] start = PictureFiles.Read("chelsea-exif6.jpg")[..100];
        var error = Assert.Throws<PictureException>(() => Picture.Identify(new Trickle(start), new PictureOptions { MaxFileBytes = 100 }));
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<PictureException>(
            () => Picture.Identify(new Trickle([.. "GIF89a"u8]), new PictureOptions { MaxFileBytes = 6 }));
        Assert.Contains("a GIF picture", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_the_stream_is_the_callers() =>
        Assert.Throws<IOException>(() => Picture.Identify(new Trickle(PictureFiles.Read("chelsea.png")[..1000], fails: true)));

    /// <summary>A stream that cannot seek and gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, bool fails = false) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer)
        {
            int read = base.Read(buffer[..Math.Min(buffer.Length, 777)]);
            return read == 0 && fails ? throw new IOException("the line is dead") : read;
        }
    }
}

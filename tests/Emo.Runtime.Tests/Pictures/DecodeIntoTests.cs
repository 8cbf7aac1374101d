using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

/// <summary>Files decoded into memory of the caller's, as frames of motion JPEG are.</summary>
public class DecodeIntoTests
{
    private const byte Untouched = 0xA5;

    private static readonly string[] s_files =
        ["chelsea-q90.jpg", "chelsea-progressive.jpg", "chelsea-grey.jpg", "chelsea-cmyk.jpg", "chelsea-alpha.png", "chelsea-16bit.png"];

    public static TheoryData<string> Files() => [.. s_files];

    public static TheoryData<string, int> OrientedFrames()
    {
        var frames = new TheoryData<string, int>();
        foreach (string file in (string[])["chelsea-q90.jpg", "chelsea-progressive.jpg"])
        {
            for (int orientation = 1; orientation <= 8; orientation++)
                frames.Add(file, orientation);
        }

        return frames;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_pixels_and_the_description_are_those_of_the_picture(string name)
    {
        byte[] file = PictureFiles.Read(name);
        var options = new PictureOptions { Background = new Rgb(10, 100, 200) };
        var expected = Picture.Decode(file, options);
        byte[] pixels = new byte[expected.Pixels.Length];
        Assert.Equal(Picture.Identify(file), Picture.Decode(file, pixels, options));
        Assert.True(expected.Pixels.SequenceEqual(pixels));
    }

    [Theory]
    [MemberData(nameof(OrientedFrames))]
    [Trait("Emulated", "Slow")]
    public void Frames_are_turned_upright_and_allocate_nothing(string name, int orientation)
    {
        byte[] file = WrittenJpeg.WithExif(PictureFiles.Read(name), orientation);
        var workspace = new PictureWorkspace();
        var expected = Upright.Of(PictureFiles.Open(name), orientation);
        byte[] pixels = new byte[expected.Pixels.Length];
        var info = Picture.Decode(file, pixels, workspace: workspace);
        Assert.Equal(new PictureInfo(PictureFormat.Jpeg, expected.Width, expected.Height, orientation), info);
        Assert.True(expected.Pixels.SequenceEqual(pixels));
        Action decode = () => Picture.Decode(file, pixels, workspace: workspace);
        decode();
        Assert.Equal(0, Allocations.Of(decode));
        Assert.True(expected.Pixels.SequenceEqual(pixels));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_a_longer_buffer_has_behind_the_picture_stays(string name)
    {
        byte[] file = PictureFiles.Read(name);
        var expected = Picture.Decode(file);
        byte[] pixels = new byte[expected.Pixels.Length + 1000];
        Array.Fill(pixels, Untouched);
        Picture.Decode(file, pixels);
        Assert.True(pixels.AsSpan().StartsWith(expected.Pixels));
        Assert.True(pixels.AsSpan(expected.Pixels.Length).IndexOfAnyExcept(Untouched) < 0);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_behind_the_buffer_is_touched(string name)
    {
        // The guard kills the process.
        byte[] file = PictureFiles.Read(name);
        var expected = Picture.Decode(file);
        using var pixels = new GuardedMemory(expected.Pixels.Length, atEnd: true);
        Picture.Decode(file, pixels.Bytes);
        Assert.True(expected.Pixels.SequenceEqual(pixels.Bytes));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shorter_buffer_is_refused_before_it_is_written_and_the_workspace_is_free_again(string name)
    {
        byte[] file = PictureFiles.Read(name);
        var workspace = new PictureWorkspace();
        var expected = Picture.Decode(file);
        byte[] pixels = new byte[expected.Pixels.Length];
        Array.Fill(pixels, Untouched);
        var error = Assert.Throws<ArgumentException>(
            () => Picture.Decode(file, pixels.AsSpan(1), workspace: workspace));
        Assert.Equal("pixels", error.ParamName);
        Assert.Contains(
            $"{expected.Width} x {expected.Height} has {pixels.Length} bytes; there is room for {pixels.Length - 1}",
            error.Message,
            StringComparison.Ordinal);
        Assert.True(pixels.AsSpan().IndexOfAnyExcept(Untouched) < 0);
        Picture.Decode(file, pixels, workspace: workspace);
        Assert.True(expected.Pixels.SequenceEqual(pixels));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_or_unknown_file_leaves_the_workspace_free(string name)
    {
        byte[] file = PictureFiles.Read(name);
        var workspace = new PictureWorkspace();
        var expected = Picture.Decode(file);
        byte[] pixels = new byte[expected.Pixels.Length];
        Assert.Throws<PictureException>(() => Picture.Decode(file.AsSpan(0, file.Length / 2), pixels, workspace: workspace));
        Assert.Throws<PictureException>(() => Picture.Decode("GIF89a......"u8, pixels, workspace: workspace));
        Assert.Throws<PictureException>(
            () => Picture.Decode(file, pixels, new PictureOptions { MaxPixels = 5 }, workspace));
        Picture.Decode(file, pixels, workspace: workspace);
        Assert.True(expected.Pixels.SequenceEqual(pixels));
    }

    [Fact]
    [Trait("Emulated", "Slow")]
    public void One_workspace_serves_pictures_of_all_kinds_in_turn()
    {
        var workspace = new PictureWorkspace();
        byte[] pixels = new byte[3 * 1000 * 1000];
        for (int turn = 0; turn < 2; turn++)
        {
            foreach (string name in s_files.Concat(["rocket.jpg", "jpeg/37x29_prog.jpg", "jpeg/1x1_440.jpg", "chelsea-palette.png"]))
            {
                var expected = PictureFiles.Open(name);
                Picture.Decode(PictureFiles.Read(name), pixels, workspace: workspace);
                Assert.True(pixels.AsSpan().StartsWith(expected.Pixels), name);
            }
        }
    }
}

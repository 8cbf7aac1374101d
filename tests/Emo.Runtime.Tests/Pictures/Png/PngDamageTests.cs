using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures.Png;

public class PngDamageTests
{
    private static readonly PngWriter s_small = new() { Width = 9, Height = 7, Sample = (x, y, c) => (x * 20) + (y * 7) + c };

    [Fact]
    public void Every_truncation_is_an_error()
    {
        byte[] file = s_small.Write();
        for (int length = 0; length < file.Length; length++)
            Assert.Throws<PictureException>(() => Picture.Decode(file.AsSpan(0, length)));
    }

    [Fact]
    public void Every_flipped_bit_is_an_error()
    {
        byte[] file = s_small.Write();
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] damaged = (byte[])file.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<PictureException>(() => Picture.Decode(damaged));
        }
    }

    [Fact]
    public void A_truncated_photograph_says_so()
    {
        byte[] file = PictureFiles.Read("chelsea.png");
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file.AsSpan(0, file.Length * 3 / 4)));
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_checksum_names_the_chunk()
    {
        byte[] file = PictureFiles.Read("chelsea.png");
        file[file.Length / 2] ^= 1;
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains("checksum of its IDAT chunk", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 5, "0 x 5")]
    [InlineData(5, 0, "5 x 0")]
    [InlineData(-1, 5, "4294967295 x 5")]
    [InlineData(2_000_000, 1, "the limit is 1000000 a side")]
    [InlineData(100_000, 100_000, "the limit is 100000000 in all")]
    public void Sizes_out_of_range_are_refused(int width, int height, string expected)
    {
        byte[] file = new PngWriter { Width = width, Height = height, Rows = [0] }.Write();
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 8)]
    [InlineData(2, 4)]
    [InlineData(3, 16)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(6, 0)]
    public void Undefined_layouts_are_refused(int colorType, int depth)
    {
        byte[] file = new PngWriter { ColorType = colorType, Depth = depth, Rows = new byte[99] }.Write();
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains($"bit depth {depth} with colour type {colorType}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_its_data_cannot_hold_is_refused_before_it_is_allocated()
    {
        byte[] file = new PngWriter { Width = 9000, Height = 9000, Rows = new byte[1000] }.Write();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains("cannot hold 9000 x 9000", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Data_that_inflates_too_far_is_not_inflated()
    {
        byte[] rows = new byte[64 << 20];
        rows[1] = 77;
        byte[] file = new PngWriter { ColorType = 0, Rows = rows }.Write();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var picture = Picture.Decode(file);
        Assert.Equal(new byte[] { 77, 77, 77 }, picture.Pixels.ToArray());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    public static TheoryData<string, byte[]> WrongFiles()
    {
        byte[] header = [0, 0, 0, 4, 0, 0, 0, 1, 8, 3, 0, 0, 0];
        byte[] palette = [1, 2, 3, 4, 5, 6];
        byte[] rows = PngWriter.Compress([0, 0, 1, 0, 1]);
        return new()
        {
            { "palette is missing", PngWriter.File(("IHDR", header), ("IDAT", rows), ("IEND", [])) },
            { "two palettes", PngWriter.File(("IHDR", header), ("PLTE", palette), ("PLTE", palette), ("IDAT", rows), ("IEND", [])) },
            { "palette has 4 bytes", PngWriter.File(("IHDR", header), ("PLTE", [1, 2, 3, 4]), ("IDAT", rows), ("IEND", [])) },
            { "palette has 771 bytes", PngWriter.File(("IHDR", header), ("PLTE", new byte[771]), ("IDAT", rows), ("IEND", [])) },
            {
                "tRNS chunk of 3 bytes",
                PngWriter.File(("IHDR", header), ("PLTE", palette), ("tRNS", [1, 2, 3]), ("IDAT", rows), ("IEND", []))
            },
            {
                "a tEXt chunk stands between",
                PngWriter.File(
                    ("IHDR", header), ("PLTE", palette), ("IDAT", rows[..3]), ("tEXt", [1, 0, 2]), ("IDAT", rows[3..]), ("IEND", []))
            },
            { "behind its pixels", PngWriter.File(("IHDR", header), ("IDAT", rows), ("PLTE", palette), ("IEND", [])) },
            {
                "ends before the last row",
                PngWriter.File(("IHDR", header), ("PLTE", palette), ("IDAT", PngWriter.Compress([0, 0, 1, 1])), ("IEND", []))
            },
            {
                "filter 5",
                PngWriter.File(("IHDR", header), ("PLTE", palette), ("IDAT", PngWriter.Compress([5, 0, 1, 1, 1])), ("IEND", []))
            },
            { "does not decompress", PngWriter.File(("IHDR", header), ("PLTE", palette), ("IDAT", [1, 2, 3, 4, 5, 6]), ("IEND", [])) },
            { "cannot hold", PngWriter.File(("IHDR", header), ("PLTE", palette), ("IEND", [])) },
            { "unexpected critical chunk ABCD", PngWriter.File(("IHDR", header), ("ABCD", []), ("IDAT", rows), ("IEND", [])) },
            { "unexpected critical chunk IHDR", PngWriter.File(("IHDR", header), ("IHDR", header), ("IDAT", rows), ("IEND", [])) },
            { "starts with a IDAT chunk", PngWriter.File(("IDAT", rows), ("IEND", [])) },
            { "header has 12 bytes", PngWriter.File(("IHDR", header[..12]), ("IEND", [])) },
            { "compression 1", PngWriter.File(("IHDR", [.. header[..10], 1, 0, 0]), ("IEND", [])) },
            { "filter 1", PngWriter.File(("IHDR", [.. header[..10], 0, 1, 0]), ("IEND", [])) },
            { "interlace 2", PngWriter.File(("IHDR", [.. header[..10], 0, 0, 2]), ("IEND", [])) },
        };
    }

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void Wrong_chunks_are_refused_with_what_is_wrong(string expected, byte[] file)
    {
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}

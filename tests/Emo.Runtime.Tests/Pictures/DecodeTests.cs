using System.Buffers.Binary;
using CsCheck;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

public sealed class DecodeTests
{
    [Fact]
    public void Sixteen_bits_keep_their_upper_byte()
    {
        var picture = Picture.Decode(PngBuilder.Build(1, 1, 16, 2, [0, 0x12, 0xFF, 0x34, 0x00, 0xFF, 0xFF]));
        Assert.Equal([0x12, 0x34, 0xFF], picture.Pixels.ToArray());
    }

    [Fact]
    public void A_sixteen_bit_photograph_decodes()
    {
        var picture = Picture.Open(TestData.Path("pictures", "chelsea-16bit.png"));
        var grey = Picture.Open(TestData.Path("pictures", "chelsea-grey.png"));
        Assert.Equal((grey.Width, grey.Height), (picture.Width, picture.Height));
        Assert.True(MeanDifference(grey, picture) < 1, $"differs by {MeanDifference(grey, picture)}");
    }

    [Theory]
    [InlineData(1, 0b1000_0000, 255)]
    [InlineData(2, 0b0100_0000, 85)]
    [InlineData(4, 0b0011_0000, 51)]
    [InlineData(8, 77, 77)]
    public void Grey_of_every_depth_is_spread_to_eight_bits(int bits, byte row, byte expected)
    {
        var picture = Picture.Decode(PngBuilder.Build(1, 1, bits, 0, [0, row]));
        Assert.Equal([expected, expected, expected], picture.Pixels.ToArray());
    }

    [Fact]
    public void A_palette_with_transparency_is_composited()
    {
        byte[] file = PngBuilder.Build(2, 1, 8, 3, [0, 0, 1], palette: [200, 100, 0, 1, 2, 3], transparency: [0x80, 0xFF]);
        var picture = Picture.Decode(file, new PictureOptions { Background = (0, 0, 255) });
        Assert.Equal([100, 50, 127, 1, 2, 3], picture.Pixels.ToArray());
    }

    [Fact]
    public void Transparency_shows_white_unless_said_otherwise()
    {
        byte[] file = PngBuilder.Build(1, 1, 8, 6, [0, 10, 20, 30, 0]);
        Assert.Equal([255, 255, 255], Picture.Decode(file).Pixels.ToArray());
        Assert.Equal([1, 2, 3], Picture.Decode(file, new PictureOptions { Background = (1, 2, 3) }).Pixels.ToArray());
    }

    [Theory]
    [InlineData("chelsea-q90.jpg", 3)]
    [InlineData("chelsea-progressive.jpg", 6)]
    [InlineData("chelsea-cmyk.jpg", 6)]
    public void Jpeg_decodes_to_nearly_the_original(string name, double tolerance)
    {
        double difference = MeanDifference(Picture.Open(TestData.Path("pictures", "chelsea.png")), Picture.Open(TestData.Path("pictures", name)));
        Assert.True(difference < tolerance, $"{name} differs by {difference}");
    }

    [Fact]
    public void A_grey_jpeg_is_grey()
    {
        var picture = Picture.Open(TestData.Path("pictures", "chelsea-grey.jpg"));
        var grey = Picture.Open(TestData.Path("pictures", "chelsea-grey.png"));
        Assert.True(MeanDifference(grey, picture) < 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Exif_orientation_turns_the_picture(int orientation)
    {
        // The file is the upright photograph turned so that orientation 6 shows it upright.
        byte[] file = TestData.Bytes("pictures", "chelsea-exif6.jpg");
        int tag = file.AsSpan().IndexOf([(byte)0x01, (byte)0x12, (byte)0x00, (byte)0x03]);
        bool bigEndian = tag >= 0;
        if (!bigEndian)
            tag = file.AsSpan().IndexOf([(byte)0x12, (byte)0x01, (byte)0x03, (byte)0x00]);
        Assert.True(tag > 0);
        Assert.Equal(6, file[tag + (bigEndian ? 9 : 8)]);
        file[tag + (bigEndian ? 9 : 8)] = 1;
        var stored = Picture.Decode(file);
        file[tag + (bigEndian ? 9 : 8)] = (byte)orientation;
        var shown = Picture.Decode(file);

        // What viewers do, in terms of two primitive moves.
        var expected = orientation switch
        {
            1 => stored,
            2 => Mirror(stored),
            3 => Turn(Turn(stored)),
            4 => Mirror(Turn(Turn(stored))),
            5 => Mirror(Turn(stored)),
            6 => Turn(stored),
            7 => Mirror(Turn(Turn(Turn(stored)))),
            _ => Turn(Turn(Turn(stored))),
        };
        Assert.Equal((expected.Width, expected.Height), (shown.Width, shown.Height));
        Assert.Equal(expected.Pixels.ToArray(), shown.Pixels.ToArray());
    }

    [Fact]
    public void Orientation_6_shows_the_cat_upright() =>
        Assert.True(MeanDifference(Picture.Open(TestData.Path("pictures", "chelsea.png")), Picture.Open(TestData.Path("pictures", "chelsea-exif6.jpg"))) < 3);

    [Fact]
    public void A_broken_exif_segment_does_not_refuse_the_picture()
    {
        byte[] file = TestData.Bytes("pictures", "chelsea-exif6.jpg");
        int exif = file.AsSpan().IndexOf("Exif"u8);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(exif + 10), int.MaxValue);
        Assert.True(Picture.Decode(file).Width > 0);
    }

    [Theory]
    [InlineData("chelsea-palette.png")]
    [InlineData("chelsea-q90.jpg")]
    [InlineData("chelsea-progressive.jpg")]
    public void A_file_that_is_cut_off_is_refused(string name)
    {
        byte[] file = TestData.Bytes("pictures", name);
        foreach (int length in new[] { 3, 8, 20, 200, file.Length / 2, file.Length - 1 })
            Assert.Throws<PictureException>(() => Picture.Decode(file[..length]));
    }

    [Fact]
    public void A_damaged_png_chunk_is_refused()
    {
        byte[] file = TestData.Bytes("pictures", "chelsea-palette.png");
        file[file.Length / 2] ^= 1;
        var exception = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains("checksum", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000, 100_000)]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    public void A_size_that_is_absurd_is_refused_before_decoding(int width, int height)
    {
        byte[] file = PngBuilder.Build(width, height, 8, 2, [0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Contains($"{width}x{height}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pixel_limit_is_the_callers()
    {
        byte[] file = PngBuilder.Build(2, 2, 8, 0, [0, 1, 2, 0, 3, 4]);
        Assert.Throws<PictureException>(() => Picture.Decode(file, new PictureOptions { MaxPixels = 3 }));
        Assert.Equal(2, Picture.Decode(file, new PictureOptions { MaxPixels = 4 }).Width);
    }

    [Fact]
    public void Png_data_that_inflates_beyond_the_picture_needs_no_more_memory_than_the_picture()
    {
        byte[] file = PngBuilder.Build(4, 4, 8, 0, new byte[100_000_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Record.Exception(() => Picture.Decode(file));
        Assert.True(exception is null or PictureException);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20_000_000, "the decoder inflated the whole bomb");
    }

    [Theory]
    [InlineData("GIF89a", "GIF")]
    [InlineData("BM123456", "BMP")]
    [InlineData("RIFF1234WEBPVP8 ", "WebP")]
    [InlineData("hello, world", "no picture")]
    [InlineData("", "empty")]
    public void Other_kinds_are_named(string content, string expected)
    {
        var exception = Assert.Throws<PictureException>(() => Picture.Decode(System.Text.Encoding.ASCII.GetBytes(content)));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains("PNG and JPEG", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_the_file()
    {
        string path = TestData.Path("pictures", "preprocess.safetensors");
        Assert.Contains(path, Assert.Throws<PictureException>(() => Picture.Open(path)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Picture.Open(path + ".missing"));
    }

    [Theory]
    [InlineData("chelsea-grey.jpg")]
    [InlineData("chelsea-palette.png")]
    public void Damaged_bytes_give_a_picture_or_a_picture_exception(string name)
    {
        byte[] original = TestData.Bytes("pictures", name);
        Gen.Select(Gen.Int[0, 2000].Array[1, 8], Gen.Byte.Array[8], Gen.Int[0, original.Length]).Sample(
            (positions, values, length) =>
            {
                byte[] file = original[..length];
                for (int i = 0; i < positions.Length; i++)
                {
                    if (positions[i] < file.Length)
                        file[positions[i]] = values[i];
                }

                try
                {
                    Picture.Decode(file, new PictureOptions { MaxPixels = 1_000_000 });
                }
                catch (PictureException)
                {
                }
            },
            iter: 300,
            threads: 1);
    }

    private static Picture Turn(Picture picture)
    {
        byte[] pixels = new byte[picture.Pixels.Length];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
                picture.Pixels.Slice(3 * ((y * picture.Width) + x), 3).CopyTo(pixels.AsSpan(3 * ((x * picture.Height) + picture.Height - 1 - y)));
        }

        return new Picture(picture.Height, picture.Width, pixels);
    }

    private static Picture Mirror(Picture picture)
    {
        byte[] pixels = new byte[picture.Pixels.Length];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
                picture.Pixels.Slice(3 * ((y * picture.Width) + x), 3).CopyTo(pixels.AsSpan(3 * ((y * picture.Width) + picture.Width - 1 - x)));
        }

        return new Picture(picture.Width, picture.Height, pixels);
    }

    private static double MeanDifference(Picture a, Picture b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        long sum = 0;
        for (int i = 0; i < a.Pixels.Length; i++)
            sum += Math.Abs(a.Pixels[i] - b.Pixels[i]);
        return (double)sum / a.Pixels.Length;
    }
}

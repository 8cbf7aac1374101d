using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures.Png;

public class PngTests
{
    public static TheoryData<int, int, bool> Layouts()
    {
        var layouts = new TheoryData<int, int, bool>();
        (int, int[])[] depthsOfTypes = [(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])];
        foreach ((int type, int[] depths) in depthsOfTypes)
        {
            foreach (int depth in depths)
            {
                layouts.Add(type, depth, false);
                layouts.Add(type, depth, true);
            }
        }

        return layouts;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_colour_type_and_depth_decodes_to_its_colours_over_the_background(int colorType, int depth, bool interlaced)
    {
        int maximum = (1 << depth) - 1;
        byte[] palette = [.. Enumerable.Range(0, 3 << Math.Min(depth, 8)).Select(i => (byte)(i * 37))];
        int Sample(int x, int y, int channel) => ((x * 40503) + (y * 30011) + (channel * 10007) + (x * y * 97)) & maximum;
        var png = new PngWriter
        {
            Width = 13,
            Height = 21,
            Depth = depth,
            ColorType = colorType,
            Interlaced = interlaced,
            Sample = Sample,
            Chunks = colorType == 3 ? [("PLTE", palette)] : [],
        };

        var picture = Picture.Decode(png.Write(), new PictureOptions { Background = new Rgb(10, 100, 200) });

        Assert.Equal((13, 21), (picture.Width, picture.Height));
        for (int y = 0; y < png.Height; y++)
        {
            for (int x = 0; x < png.Width; x++)
            {
                double Channel(int c) => depth == 16 ? Sample(x, y, c) >> 8 : Sample(x, y, c) * 255 / maximum;
                double[] color = colorType switch
                {
                    3 => [.. palette.AsSpan(3 * Sample(x, y, 0), 3).ToArray().Select(v => (double)v)],
                    0 or 4 => [Channel(0), Channel(0), Channel(0)],
                    _ => [Channel(0), Channel(1), Channel(2)],
                };
                double alpha = colorType switch { 4 => Channel(1) / 255, 6 => Channel(3) / 255, _ => 1 };
                double[] background = [10, 100, 200];
                for (int c = 0; c < 3; c++)
                {
                    double expected = Math.Round((color[c] * alpha) + (background[c] * (1 - alpha)));
                    Assert.Equal(expected, picture.Pixels[(3 * ((y * png.Width) + x)) + c]);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public void Interlaced_pictures_with_empty_passes_decode(int side)
    {
        PngWriter Writer(bool interlaced) => new()
        {
            Width = side,
            Height = side,
            Interlaced = interlaced,
            Sample = (x, y, c) => (x * 50) + (y * 20) + c,
        };

        Assert.True(Picture.Decode(Writer(true).Write()).Pixels.SequenceEqual(Picture.Decode(Writer(false).Write()).Pixels));
    }

    [Theory]
    [InlineData(8, 2, false)]
    [InlineData(16, 6, false)]
    [InlineData(16, 6, true)]
    public void Pictures_of_more_rows_than_are_decompressed_at_a_time_decode(int depth, int colorType, bool interlaced)
    {
        static int Value(int x, int y, int channel) => channel == 3 ? 255 : ((x * 71) + (y * 29) + (x * y * 13) + (channel * 97)) & 255;
        byte[] file = new PngWriter
        {
            Width = 131,
            Height = 97,
            Depth = depth,
            ColorType = colorType,
            Interlaced = interlaced,
            Sample = (x, y, channel) => Value(x, y, channel) * (depth == 16 ? 257 : 1),
        }.Write();

        var pixels = Picture.Decode(file).Pixels;

        for (int i = 0; i < pixels.Length; i++)
            Assert.Equal(Value(i / 3 % 131, i / 3 / 131, i % 3), pixels[i]);
    }

    [Fact]
    public void Data_may_lie_in_many_chunks_some_empty()
    {
        byte[] header = [0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0];
        byte[] data = PngWriter.Compress([0, 11, 22, 0, 33, 44]);
        (string, byte[])[] pieces =
        [
            .. data.SelectMany(value => new (string, byte[])[] { ("IDAT", [value]), ("IDAT", []) }),
        ];

        var picture = Picture.Decode(PngWriter.File([("IHDR", header), .. pieces, ("IEND", [])]));

        Assert.Equal(new byte[] { 11, 11, 11, 22, 22, 22, 33, 33, 33, 44, 44, 44 }, picture.Pixels.ToArray());
    }

    [Fact]
    public void Transparent_palette_entries_show_the_background_and_missing_ones_are_opaque()
    {
        byte[] png = new PngWriter
        {
            Width = 3,
            Depth = 2,
            ColorType = 3,
            Sample = (x, _, _) => x,
            Chunks = [("PLTE", [200, 0, 0, 0, 200, 0, 0, 0, 200]), ("tRNS", [0, 51])],
        }.Write();

        Assert.Equal(new byte[] { 255, 255, 255, 204, 244, 204, 0, 0, 200 }, Picture.Decode(png).Pixels.ToArray());
        Assert.Equal(
            new byte[] { 0, 0, 0, 0, 40, 0, 0, 0, 200 },
            Picture.Decode(png, new PictureOptions { Background = Rgb.Black }).Pixels.ToArray());
    }

    [Theory]
    [InlineData(0, 4, new byte[] { 0, 7 }, 7)]
    [InlineData(0, 16, new byte[] { 0x12, 0x34 }, 0x1234)]
    [InlineData(2, 8, new byte[] { 0, 9, 0, 9, 0, 9 }, 9)]
    [InlineData(2, 16, new byte[] { 1, 2, 1, 2, 1, 2 }, 0x0102)]
    public void The_transparent_colour_shows_the_background_and_its_neighbours_do_not(
        int colorType, int depth, byte[] transparent, int sample)
    {
        byte[] png = new PngWriter
        {
            Width = 2,
            Depth = depth,
            ColorType = colorType,
            Sample = (x, _, c) => sample + (c == 0 ? x : 0),
            Chunks = [("tRNS", transparent)],
        }.Write();

        var picture = Picture.Decode(png, new PictureOptions { Background = new Rgb(1, 2, 3) });

        Assert.Equal(new byte[] { 1, 2, 3 }, picture.Pixels[..3].ToArray());
        Assert.NotEqual(new byte[] { 1, 2, 3 }, picture.Pixels[3..].ToArray());
    }

    [Fact]
    public void The_16_bit_photograph_equals_the_8_bit_one()
    {
        var deep = PictureFiles.Open("chelsea-16bit.png");
        Assert.True(deep.Pixels.SequenceEqual(PictureFiles.Open("chelsea-grey.png").Pixels));
    }

    [Fact]
    public void Unknown_ancillary_chunks_and_bytes_after_the_end_are_ignored()
    {
        byte[] plain = new PngWriter { Sample = (_, _, c) => 80 + c }.Write();
        byte[] extended = new PngWriter { Sample = (_, _, c) => 80 + c, Chunks = [("teXt", [1, 2, 3]), ("PLTE", [1, 2, 3])] }.Write();

        Assert.Equal(new byte[] { 80, 81, 82 }, Picture.Decode(plain).Pixels.ToArray());
        Assert.Equal(new byte[] { 80, 81, 82 }, Picture.Decode([.. extended, 1, 2, 3, 4]).Pixels.ToArray());
    }
}

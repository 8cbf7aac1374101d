using Emo.Pictures.Png;
using SkiaSharp;

namespace Emo.Runtime.Tests.Pictures.Png;

/// <summary>The vectors of filters and converters at all widths, and rows one by one against the whole picture.</summary>
public class PngRowsTests
{
    public static TheoryData<int, int, int> Filters()
    {
        var data = new TheoryData<int, int, int>();
        foreach (int distance in (int[])[1, 2, 3, 4, 6, 8])
        {
            for (int filter = 0; filter <= 4; filter++)
            {
                foreach (int pixels in (int[])[1, 2, 3, 5, 6, 16, 17, 41])
                    data.Add(filter, distance, pixels);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_is_undone_as_the_specification_says_and_nothing_behind_the_row_is_touched(int filter, int distance, int pixels)
    {
        int length = distance * pixels;
        var random = new Random((filter * 1000) + (distance * 100) + pixels);
        byte[] row = new byte[length], above = new byte[length], expected = new byte[length], guarded = new byte[length + 16];
        random.NextBytes(row);
        random.NextBytes(above);
        guarded.AsSpan(length).Fill(77);
        for (int i = 0; i < length; i++)
        {
            int left = i < distance ? 0 : expected[i - distance], corner = i < distance ? 0 : above[i - distance], up = above[i];
            int estimate = left + up - corner;
            int[] nearest = [left, up, corner];
            int predicted = filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => nearest.MinBy(value => Math.Abs(value - estimate)), // the first of equals
                _ => 0,
            };
            expected[i] = (byte)(row[i] + predicted);
        }

        PngFilter.Undo(filter, row, above, guarded.AsSpan(0, length), distance);

        Assert.Equal(expected, guarded[..length]);
        Assert.All(guarded[length..], value => Assert.Equal(77, value));
    }

    [Theory]
    [MemberData(nameof(PngTests.Layouts), MemberType = typeof(PngTests))]
    public void Nothing_behind_the_rows_is_read_or_written(int colorType, int depth, bool interlaced)
    {
        // The guard kills the process.
        foreach (int width in (int[])[1, 4, 15, 16, 17, 50])
        {
            byte[] file = Noise(colorType, depth, interlaced, width, 6);
            var options = PictureOptions.Default;
            var png = PngFile.Read(file, options);
            int length = png.Header.RowBytes(width);
            using var row = new GuardedMemory(length, atEnd: true);
            using var above = new GuardedMemory(length, atEnd: true);
            using var samples = new GuardedMemory(length, atEnd: true);
            using var rgb = new GuardedMemory(3 * width, atEnd: true);
            new Random(width).NextBytes(row.Bytes);
            new Random(width + 1).NextBytes(above.Bytes);
            for (int filter = 0; filter <= 4; filter++)
                PngFilter.Undo(filter, row.Bytes, above.Bytes, samples.Bytes, png.Header.FilterDistance);
            new PngPixelConverter(png, Rgb.Black, new PngMemory()).Convert(samples.Bytes, 0, rgb.Bytes);
        }
    }

    [Fact]
    public void Paeth_predicts_right_for_all_neighbours()
    {
        // Rows of two pixels: the first gives left and corner, the second is predicted.
        byte[] above = new byte[6], row = new byte[6], samples = new byte[6];
        for (int left = 0; left < 256; left += 5)
        {
            for (int up = 0; up < 256; up += 3)
            {
                for (int corner = 0; corner < 256; corner++)
                {
                    above.AsSpan(0, 3).Fill((byte)corner);
                    above.AsSpan(3).Fill((byte)up);
                    row.AsSpan(0, 3).Fill((byte)(left - corner)); // predicted from above
                    PngFilter.Undo(4, row, above, samples, 3);
                    int estimate = left + up - corner;
                    int toLeft = Math.Abs(estimate - left), toUp = Math.Abs(estimate - up), toCorner = Math.Abs(estimate - corner);
                    int expected = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
                    if (samples[3] != expected || samples[5] != expected)
                        Assert.Fail($"left {left}, above {up}, corner {corner}: {samples[3]} and {samples[5]}, not {expected}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(PngTests.Layouts), MemberType = typeof(PngTests))]
    public unsafe void Rows_one_by_one_are_those_of_the_whole_picture(int colorType, int depth, bool interlaced)
    {
        foreach (int width in (int[])[1, 7, 33, 70])
        {
            byte[] file = Noise(colorType, depth, interlaced, width, 23);
            var options = new PictureOptions { Background = new Rgb(10, 100, 200) };
            var whole = Picture.Decode(file, options);
            var memory = new PngMemory();
            for (int turn = 0; turn < 2; turn++)
            {
                (int left, int count) = turn == 0 ? (0, width) : (width / 3, width - (width / 2));
                fixed (byte* start = file)
                {
                    using var rows = PngRows.Open(start, file.Length, options, memory);
                    rows.Select(left, 4, count, 13);
                    for (int y = 4; y < 17; y += 1 + (y % 2))
                    {
                        var expected = whole.Pixels.Slice(3 * ((y * width) + left), 3 * count);
                        Assert.True(rows.Row(y).SequenceEqual(expected), $"row {y} of width {width}");
                    }

                    rows.Finish();
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(PngTests.Layouts), MemberType = typeof(PngTests))]
    public void Opaque_pictures_of_all_widths_equal_those_of_Skia(int colorType, int depth, bool interlaced)
    {
        if (depth == 16)
            return; // rounded there
        foreach (int width in (int[])[1, 5, 15, 16, 17, 31, 64, 100])
        {
            byte[] file = Noise(colorType, depth, interlaced, width, 9, isOpaque: true);
            var picture = Picture.Decode(file);
            using var skia = SKBitmap.Decode(file, new SKImageInfo(width, 9, SKColorType.Rgba8888, SKAlphaType.Unpremul));
            var pixels = skia.GetPixelSpan();
            for (int i = 0; i < width * 9; i++)
                Assert.True(pixels.Slice(4 * i, 3).SequenceEqual(picture.Pixels.Slice(3 * i, 3)), $"pixel {i} of width {width}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public unsafe void Damage_behind_the_rows_that_are_read_is_found_at_the_end(bool interlaced)
    {
        // Only the last row has a filter that is not defined.
        byte[] rows = new byte[(1 + 3) * 5];
        rows[^4] = 9;
        byte[] file = new PngWriter { Height = 5, Rows = rows, Interlaced = interlaced }.Write();
        Assert.Throws<PictureException>(() => Picture.Decode(file));
        var error = Assert.Throws<PictureException>(() =>
        {
            fixed (byte* start = file)
            {
                using var png = PngRows.Open(start, file.Length, PictureOptions.Default, new PngMemory());
                png.Select(0, 0, 1, 1);
                png.Row(0);
                png.Finish();
            }
        });
        Assert.Contains("filter 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_checksum_of_the_pixels_is_refused_wherever_it_lies()
    {
        byte[] data = PngWriter.Compress([0, 1, 2, 3]);
        data[^1] ^= 1;
        byte[] header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0];
        byte[][] files =
        [
            PngWriter.File(("IHDR", header), ("IDAT", data), ("IEND", [])),
            PngWriter.File(("IHDR", header), ("IDAT", data[..^4]), ("IDAT", data[^4..]), ("IEND", [])),
        ];
        foreach (byte[] file in files)
        {
            var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
            Assert.Contains("does not decompress", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public unsafe void The_second_picture_allocates_little()
    {
        byte[] file = Noise(6, 16, false, 500, 200);
        var memory = new PngMemory();
        long allocated = 0;
        for (int turn = 0; turn < 2; turn++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            fixed (byte* start = file)
            {
                using var rows = PngRows.Open(start, file.Length, PictureOptions.Default, memory);
                rows.Select(0, 0, 500, 200);
                for (int y = 0; y < 200; y++)
                    rows.Row(y);
                rows.Finish();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(allocated, 0, 12 << 10);
    }

    private static byte[] Noise(int colorType, int depth, bool interlaced, int width, int height, bool isOpaque = false)
    {
        int maximum = (1 << depth) - 1;
        int alpha = colorType switch { 4 => 1, 6 => 3, _ => -1 };
        return new PngWriter
        {
            Width = width,
            Height = height,
            Depth = depth,
            ColorType = colorType,
            Interlaced = interlaced,
            Sample = (x, y, channel) => channel == alpha && (isOpaque || x / 8 % 2 == 1)
                ? maximum
                : ((x * 40503) + (y * 30011) + (channel * 10007) + (x * y * 97)) & maximum,
            Chunks = colorType == 3 ? [("PLTE", [.. Enumerable.Range(0, 3 << depth).Select(i => (byte)(i * 37))])] : [],
        }.Write();
    }
}

using Emo.Pictures.Jpeg;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>Colours of rows that end, with exactly the slack that is asked for, where memory ends: the guard kills the process.</summary>
public class ColorGuardTests
{
    private delegate void Conversion(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> rgb, int width);

    [Fact]
    public void Grey_rows() => AssertEqual(
        (first, _, _, rgb, width) => JpegColors.ConvertGrey(first, rgb, width),
        (grey, _, _) => (grey, grey, grey));

    [Fact]
    public void Rows_of_red_green_and_blue() => AssertEqual(JpegColors.Interleave, (red, green, blue) => (red, green, blue));

    [Fact]
    public void Rows_of_luma_and_chroma() => AssertEqual(JpegColors.ConvertYCbCr, ToRgb);

    [Fact]
    public void Less_slack_is_refused()
    {
        byte[] samples = new byte[9 + JpegColors.Slack], rgb = new byte[27 + JpegColors.Slack];
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegColors.ConvertGrey(samples.AsSpan(1), rgb, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegColors.ConvertGrey(samples, rgb.AsSpan(1), 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegColors.Interleave(samples, samples, samples.AsSpan(1), rgb, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegColors.ConvertYCbCr(samples, samples.AsSpan(1), samples, rgb, 9));
    }

    [Fact]
    public void Inks_are_taken_off_without_slack()
    {
        for (int width = 1; width <= 70; width++)
        {
            using var light = new GuardedMemory(width, atEnd: true);
            using var rgb = new GuardedMemory(3 * width, atEnd: true);
            new Random(width).NextBytes(light.Bytes);
            new Random(-width).NextBytes(rgb.Bytes);
            byte[] before = rgb.Bytes.ToArray();
            JpegColors.Darken(light.Bytes, rgb.Bytes);
            for (int i = 0; i < before.Length; i++)
            {
                int left = light.Bytes[i / 3];
                Assert.Equal(Math.Clamp(left - (int)Math.Round((255 - before[i]) * left / 255.0), 0, 255), rgb.Bytes[i]);
            }
        }
    }

    private static void AssertEqual(Conversion convert, Func<byte, byte, byte, (byte, byte, byte)> expected)
    {
        for (int width = 1; width <= 100; width++)
        {
            using var first = Row(width, 1);
            using var second = Row(width, 2);
            using var third = Row(width, 3);
            using var rgb = new GuardedMemory((3 * width) + JpegColors.Slack, atEnd: true);
            convert(first.Bytes, second.Bytes, third.Bytes, rgb.Bytes, width);
            for (int x = 0; x < width; x++)
            {
                var actual = (rgb.Bytes[3 * x], rgb.Bytes[(3 * x) + 1], rgb.Bytes[(3 * x) + 2]);
                Assert.Equal(expected(first.Bytes[x], second.Bytes[x], third.Bytes[x]), actual);
            }
        }
    }

    private static GuardedMemory Row(int width, int seed)
    {
        var row = new GuardedMemory(width + JpegColors.Slack, atEnd: true);
        new Random((1000 * seed) + width).NextBytes(row.Bytes);
        return row;
    }

    /// <summary>libjpeg's tables: red and blue rounded each for itself, green in one sum.</summary>
    private static (byte Red, byte Green, byte Blue) ToRgb(byte luma, byte blueChroma, byte redChroma)
    {
        int cb = blueChroma - 128, cr = redChroma - 128;
        int red = luma + (((91881 * cr) + 32768) >> 16);
        int green = luma + (((-22554 * cb) - (46802 * cr) + 32768) >> 16);
        int blue = luma + (((116130 * cb) + 32768) >> 16);
        return (Byte(red), Byte(green), Byte(blue));
    }

    private static byte Byte(int value) => (byte)Math.Clamp(value, 0, 255);
}

using System.Text;
using Emo.Pictures;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

public class OrientationTests
{
    // Stored as rows "abc" and "def".
    public static TheoryData<int, string> Upright() => new()
    {
        { 1, "abc def" }, { 2, "cba fed" }, { 3, "fed cba" }, { 4, "def abc" },
        { 5, "ad be cf" }, { 6, "da eb fc" }, { 7, "fc eb da" }, { 8, "cf be ad" },
    };

    [Theory]
    [MemberData(nameof(Upright))]
    public void Png_pictures_are_turned_upright(int orientation, string expected)
    {
        byte[] exif = [.. "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, (byte)orientation, 0, 0, 0, 0, 0, 0];
        byte[] png = new PngWriter
        {
            Width = 3,
            Height = 2,
            ColorType = 0,
            Sample = (x, y, _) => 'a' + (3 * y) + x,
            Chunks = [("eXIf", exif)],
        }.Write();

        Assert.Equal(expected, Text(Picture.Decode(png)));
    }

    [Theory]
    [MemberData(nameof(Upright))]
    public void Jpeg_pictures_are_turned_upright(int orientation, string expected)
    {
        // The photograph is stored lying on its side (6), so that value 1 shows what is stored.
        byte[] file = PictureFiles.Read("chelsea-exif6.jpg");
        int tag = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x01, 0x12, 0x00, 0x03]);
        Picture Decode(int value)
        {
            file[tag + 9] = (byte)value;
            return Picture.Decode(file);
        }

        var stored = Decode(1);
        var upright = Decode(orientation);

        // The corners of "abc def" are a, c, d and f.
        string[] rows = expected.Split(' ');
        Assert.Equal(
            rows.Length == 3 ? (stored.Height, stored.Width) : (stored.Width, stored.Height),
            (upright.Width, upright.Height));
        AssertCorner(rows[0][0], Pixel(upright, 0, 0));
        AssertCorner(rows[0][^1], Pixel(upright, upright.Width - 1, 0));
        AssertCorner(rows[^1][0], Pixel(upright, 0, upright.Height - 1));
        AssertCorner(rows[^1][^1], Pixel(upright, upright.Width - 1, upright.Height - 1));

        void AssertCorner(char letter, byte[] pixel)
        {
            int x = letter is 'c' or 'f' ? stored.Width - 1 : 0;
            int y = letter is 'd' or 'f' ? stored.Height - 1 : 0;
            Assert.Equal(Pixel(stored, x, y), pixel);
        }
    }

    [Fact]
    public void The_photograph_that_lies_on_its_side_is_turned_upright()
    {
        var picture = PictureFiles.Open("chelsea-exif6.jpg");
        Assert.Equal((451, 300), (picture.Width, picture.Height));
        Assert.InRange(PictureFiles.MeanDifference(picture, PictureFiles.Open("chelsea.png")), 0, 3);
    }

    [Theory]
    [InlineData("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", 6)]
    [InlineData("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0", 8)]
    [InlineData("II*\0\x08\0\0\0\x02\0\x01\0\x03\0\x01\0\0\0\x09\0\0\0\x12\x01\x03\0\x01\0\0\0\x03\0\0\0", 3)]
    public void The_tag_is_found_in_either_byte_order_and_place(string tiff, int expected) =>
        Assert.Equal(expected, ExifOrientation.Read(Encoding.Latin1.GetBytes(tiff)));

    [Theory]
    [InlineData("")]
    [InlineData("II*\0")]
    [InlineData("XX*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0")]
    [InlineData("II*\0\xFF\xFF\xFF\xFF\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0")]
    [InlineData("II*\0\x08\0\0\0\xFF\xFF")]
    [InlineData("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06")]
    [InlineData("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0")]
    [InlineData("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0")]
    [InlineData("II*\0\x08\0\0\0\x01\0\x12\x01\x02\0\x01\0\0\0\x06\0\0\0")]
    public void Damaged_metadata_counts_as_upright(string tiff) =>
        Assert.Equal(Orientations.Upright, ExifOrientation.Read(Encoding.Latin1.GetBytes(tiff)));

    private static string Text(Picture picture)
    {
        var text = new StringBuilder();
        for (int y = 0; y < picture.Height; y++)
        {
            if (y > 0)
                text.Append(' ');
            for (int x = 0; x < picture.Width; x++)
                text.Append((char)picture.Pixels[3 * ((y * picture.Width) + x)]);
        }

        return text.ToString();
    }

    private static byte[] Pixel(Picture picture, int x, int y) =>
        picture.Pixels.Slice(3 * ((y * picture.Width) + x), 3).ToArray();
}

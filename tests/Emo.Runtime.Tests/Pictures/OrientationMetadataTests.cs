using System.Buffers.Binary;
using Emo.Pictures;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

/// <summary>Odd orientation metadata, each compared with what Pillow 9.4 makes of it (orientation.py beside the data).</summary>
public class OrientationMetadataTests
{
    private static readonly Dictionary<string, (byte[] File, string Orientation)> s_files =
        File.ReadAllLines(PictureFiles.PathOf("orientation.tsv")).Select(line => line.Split('\t'))
            .ToDictionary(row => row[0], row => (Convert.FromBase64String(row[1]), row[2]));

    public static TheoryData<string> Files() => [.. s_files.Keys];

    public static TheoryData<string> Structures() => [.. s_files.Keys.Where(name => name.StartsWith("tiff-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_png_file_turns_as_in_Pillow(string name)
    {
        (byte[] file, string expected) = s_files[name];
        if (expected == "refused")
        {
            Assert.Throws<PictureException>(() => Picture.Decode(file));
            return;
        }

        var info = Picture.Identify(file);
        Assert.Equal(expected, $"{info.Orientation}");

        // The first byte of the pixels "10 20 30, 40 50 60" is the corner that came to the upper left.
        byte[] corners = [10, 30, 60, 40, 10, 40, 60, 30];
        var picture = Picture.Decode(file);
        Assert.Equal(corners[info.Orientation - 1], picture.Pixels[0]);
        Assert.Equal((picture.Width, picture.Height), (info.Width, info.Height));
    }

    [Theory]
    [MemberData(nameof(Structures))]
    public void The_same_metadata_turn_a_jpeg_file_alike_and_count_as_upright_where_they_are_damaged(string name)
    {
        (byte[] png, string expected) = s_files[name];
        int chunk = png.AsSpan().IndexOf("eXIf"u8);
        byte[] tiff = png[(chunk + 4)..(chunk + 4 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(chunk - 4)))];
        Assert.Equal(expected == "refused" ? "1" : expected, $"{Picture.Identify(Jpeg([.. "Exif\0\0"u8, .. tiff])).Orientation}");
    }

    [Fact]
    public void Of_two_exif_segments_the_first_decides_whatever_it_says()
    {
        byte[] six = [.. "Exif\0\0"u8, .. Tiff(6)], three = [.. "Exif\0\0"u8, .. Tiff(3)];
        byte[] silent = [.. "Exif\0\0MM\0*\0\0\0\x08\0\0"u8], damaged = [.. "Exif\0"u8];
        byte[] xmp = [.. "http://ns.adobe.com/xap/1.0/\0tiff:Orientation=\"8\""u8];
        Assert.Equal(6, Picture.Identify(Jpeg(six, three)).Orientation);
        Assert.Equal(1, Picture.Identify(Jpeg(silent, six)).Orientation);
        Assert.Equal(1, Picture.Identify(Jpeg(damaged, six)).Orientation);
        Assert.Equal(6, Picture.Identify(Jpeg(xmp, six, xmp)).Orientation);
        Assert.Equal(1, Picture.Identify(Jpeg(xmp)).Orientation);
    }

    [Fact]
    public void Exif_segments_count_up_to_the_first_scan()
    {
        byte[] six = [.. "Exif\0\0"u8, .. Tiff(6)];
        byte[] file = Jpeg(), segment = Segment(six);
        int scan = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        Assert.Equal(6, Picture.Identify((byte[])[.. file[..scan], .. segment, .. file[scan..]]).Orientation);
        Assert.Equal(1, Picture.Identify((byte[])[.. file[..^2], .. segment, .. file[^2..]]).Orientation);
        Assert.Equal(3, Picture.Decode((byte[])[.. file[..^2], .. segment, .. file[^2..]]).Width);
    }

    [Fact]
    public void What_holds_no_number_is_no_orientation()
    {
        int? orientation = null;
        ExifOrientation.OfApp1("Exif"u8, ref orientation);
        Assert.Null(orientation);
        ExifOrientation.OfApp1("Exif\0"u8, ref orientation);
        Assert.Equal(1, orientation);
    }

    private static byte[] Tiff(byte orientation) => [.. "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, orientation, 0, 0, 0, 0, 0, 0];

    /// <summary>A JPEG file of 3 x 3 pixels with these APP1 segments.</summary>
    private static byte[] Jpeg(params byte[][] segments)
    {
        byte[] file = PictureFiles.Read("jpeg/3x3_420_noise.jpg");
        return [.. file[..2], .. segments.SelectMany(Segment), .. file[2..]];
    }

    private static byte[] Segment(byte[] data) => [0xFF, 0xE1, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];
}

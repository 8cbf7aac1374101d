using System.Globalization;
using System.Security.Cryptography;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>Progressive files that lack scans are smoothed as libjpeg-turbo 2.1.5 does it.</summary>
public class IncompleteFileTests
{
    private const string Folder = "jpeg-incomplete";

    public static TheoryData<string, int, int, string> Files()
    {
        var files = new TheoryData<string, int, int, string>();
        foreach (string line in File.ReadLines(PictureFiles.PathOf(Path.Combine(Folder, "pixels.tsv"))))
        {
            string[] cells = line.Split('\t');
            files.Add(cells[0], Int32(cells[1]), Int32(cells[2]), cells[3]);
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Files_that_lack_scans_decode_to_the_pixels_of_Pillow(string name, int width, int height, string sha256)
    {
        var picture = PictureFiles.Open(Path.Combine(Folder, name));
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(picture.Pixels)));
    }

    private static int Int32(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

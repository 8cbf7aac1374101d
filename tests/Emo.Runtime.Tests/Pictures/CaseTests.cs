using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

/// <summary>
/// Files that people stumbled over elsewhere, with what Pillow 9.4 makes of each (its manifest, beside the files). What Pillow opens and
/// the checkers pass in silence opens to the same bytes; what they complain of does too, or is refused; what Pillow refuses is refused.
/// </summary>
public class CaseTests
{
    private static readonly string[][] s_manifest =
        [.. File.ReadAllLines(PictureFiles.PathOf("cases/manifest.tsv")).Skip(1).Select(line => line.Split('\t'))];

    public static TheoryData<string> Files() => [.. s_manifest.Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_case_opens_to_the_pixels_of_Pillow_or_is_refused_as_its_row_allows(string file)
    {
        string[] row = s_manifest.Single(r => r[0] == file);
        (bool opensInPillow, string complaint) = (row[1] == "ok", row[7]);

        // Stray bytes between segments do no harm; before a restart marker (0xD0 to 0xD7) they are pixels that were lost.
        bool isHarmless = complaint.Length == 0 || Regex.IsMatch(complaint, "extraneous bytes before marker 0x(?!d[0-7])");
        bool mayBeRefused = !opensInPillow || !isHarmless;
        Picture picture;
        try
        {
            picture = PictureFiles.Open(Path.Combine("cases", file));
        }
        catch (PictureException e) when (mayBeRefused)
        {
            Assert.Contains(file, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Index was outside", e.Message, StringComparison.Ordinal);
            return;
        }

        Assert.True(opensInPillow, "Pillow refuses it");
        Assert.Equal($"{row[3]} x {row[4]}", $"{picture.Width} x {picture.Height}");
        Assert.Equal(row[6], Convert.ToHexStringLower(SHA256.HashData(picture.Pixels)));
    }

    [Fact]
    public void Every_case_has_its_row()
    {
        var files = Directory.GetFiles(PictureFiles.PathOf("cases")).Select(Path.GetFileName).Where(name => name != "manifest.tsv");
        Assert.Equal(s_manifest.Select(row => row[0]).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal)!);
        Assert.Equal(63, s_manifest.Length);
    }

    [Fact]
    public void A_preset_dictionary_is_refused_with_the_name_of_the_file()
    {
        var error = Assert.Throws<PictureException>(() => PictureFiles.Open("attacks/fdict.png"));
        Assert.Contains("fdict.png: The PNG file is damaged: its pixel data does not decompress", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scans_that_cost_more_than_they_say_are_refused_before_anything_is_allocated_for_them()
    {
        byte[] file = PictureFiles.Read("attacks/500-scans.jpg");
        _ = Record.Exception(() => Picture.Decode(file.AsSpan(0, 1000))); // compiles
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 << 10);
        Assert.Contains("too much work", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_lacks_most_of_its_scans_is_smoothed_as_libjpeg_turbo_does_it()
    {
        var picture = PictureFiles.Open("attacks/dc-and-20-ac-scans.jpg");
        Assert.Equal(64 * 64 * 3, picture.Pixels.Length);
        Assert.Equal(
            "2203a98fd84adfbd3cbbfda33c94fcc2d33f0e1d6ebfa4e0ced17c5469ba54e5",
            Convert.ToHexStringLower(SHA256.HashData(picture.Pixels)));
    }
}

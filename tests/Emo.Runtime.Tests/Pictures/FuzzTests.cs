using CsCheck;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

/// <summary>Whatever the bytes: a picture or a <see cref="PictureException"/>; any other exception fails the test.</summary>
[Trait("Emulated", "Slow")]
public class FuzzTests
{
    private static readonly PictureOptions s_options = new() { MaxPixels = 1 << 20 };

    private static readonly byte[][] s_jpegs =
        [.. Directory.GetFiles(PictureFiles.PathOf("jpeg"), "*.jpg").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static readonly Gen<(int At, byte Value)[]> s_edits = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 8];

    [Fact]
    public void Damaged_jpeg_files_never_throw_anything_else() =>
        Gen.Select(Gen.Int[0, s_jpegs.Length - 1], s_edits).Sample(
            (index, edits) => DecodesOrRefuses(Edit(s_jpegs[index], edits)), iter: 4000);

    [Fact]
    public void Jpeg_files_that_lost_bytes_never_throw_anything_else() =>
        Gen.Select(Gen.Int[0, s_jpegs.Length - 1], Gen.Int[0, 2000], Gen.Int[1, 300]).Sample(
            (index, start, count) =>
            {
                byte[] file = s_jpegs[index];
                start = Math.Min(start, file.Length - 1);
                DecodesOrRefuses([.. file[..start], .. file[Math.Min(start + count, file.Length)..]]);
            },
            iter: 2000);

    [Fact]
    public void Png_files_with_valid_checksums_and_wild_contents_never_throw_anything_else() =>
        Gen.Select(Gen.Byte.Array[13], Gen.Byte.Array[0, 60], Gen.Byte.Array[0, 20], Gen.Byte.Array[0, 200], Gen.Bool).Sample(
            (header, palette, transparency, rows, plausible) =>
            {
                if (plausible)
                    MakePlausible(header);
                DecodesOrRefuses(PngWriter.File(
                    ("IHDR", header), ("PLTE", palette), ("tRNS", transparency), ("eXIf", rows),
                    ("IDAT", PngWriter.Compress(rows)), ("IEND", [])));
            },
            iter: 4000);

    [Fact]
    public void Wild_bytes_after_a_signature_never_throw_anything_else() =>
        Gen.Select(Gen.Bool, Gen.Byte.Array[0, 300]).Sample(
            (png, bytes) => DecodesOrRefuses(png ? [.. "\x89PNG\r\n\x1A\n".Select(c => (byte)c), .. bytes] : [0xFF, 0xD8, 0xFF, .. bytes]),
            iter: 2000);

    private static void MakePlausible(byte[] header)
    {
        byte[] types = [0, 2, 3, 4, 6], depths = [1, 2, 4, 8, 16];
        header.AsSpan(0, 3).Clear();
        header.AsSpan(4, 3).Clear();
        header[3] %= 20;
        header[7] %= 20;
        header[8] = depths[header[8] % 5];
        header[9] = types[header[9] % 5];
        (header[10], header[11], header[12]) = (0, 0, (byte)(header[12] % 2));
    }

    private static byte[] Edit(byte[] file, (int At, byte Value)[] edits)
    {
        byte[] damaged = (byte[])file.Clone();
        foreach ((int at, byte value) in edits)
            damaged[at % damaged.Length] = value;
        return damaged;
    }

    private static void DecodesOrRefuses(byte[] file)
    {
        try
        {
            var picture = Picture.Decode(file, s_options);
            Assert.InRange(picture.Width * picture.Height, 1, s_options.MaxPixels);
        }
        catch (PictureException e)
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Message));
        }
    }
}

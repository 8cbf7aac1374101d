using System.Diagnostics;
using Emo.Runtime.Tests.Support;
using Emo.Runtime.Tests.Support.Jpeg;
using SkiaSharp;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>
/// Damaged files give a picture or a <see cref="PictureException"/> with memory that the file's size justifies, a closer bound than that
/// of Emo.Fuzz, and never hang. <c>EMO_FUZZ_CASES</c> sets how many, and <c>EMO_FUZZ_FIRST</c> the first.
/// </summary>
[Trait("Emulated", "Slow")]
public class MutationTests
{
    private const int MostPixels = 1 << 20;

    // Tables, messages, and what a longer array before did not have; and for each byte of a file, which may code 8 blocks: their pixels,
    // their coefficients in whole MCUs, and three rows of MCUs of samples.
    private const long FixedBytes = 1 << 20;
    private const long BytesOfByte = 8 * ((64 * 3) + (4 * 136) + (8 * 96));
    private static readonly TimeSpan s_hangs = TimeSpan.FromMinutes(1);

    private static readonly string[] s_folders = ["", "jpeg", "jpeg-incomplete", "cases", "attacks"];
    private static readonly PictureOptions s_options = new() { MaxPixels = MostPixels };

    [Fact]
    public void Damaged_files_decode_or_say_what_is_wrong() => RunAll((file, what) =>
    {
        if (Decode(file, what) is { } picture)
            Assert.InRange((long)picture.Width * picture.Height, 1, MostPixels);
    });

    private static void RunAll(Action<byte[], string> check)
    {
        var files = Files();
        foreach (int seed in Settings.Cases(4000))
        {
            (byte[] file, string what) = new JpegMutation(new Random(seed), files).Next();
            check(file, $"case {seed}: {what}");
        }
    }

    private static Picture? Decode(byte[] file, string what)
    {
        Picture? picture = null;
        Bounded(file, what, () => picture = Picture.Decode(file, s_options));
        return picture;
    }

    private static void Bounded(byte[] file, string what, Action decode)
    {
        long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        try
        {
            decode();
        }
        catch (PictureException e)
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Message));
            Assert.False(e.Message.Contains("Index was outside", StringComparison.Ordinal), $"{what}: {e.Message}");
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{what}: {e.Message}", e);
        }

        Assert.True(Stopwatch.GetElapsedTime(start) < s_hangs, $"{what}: {Stopwatch.GetElapsedTime(start)}");
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(bytes < FixedBytes + (BytesOfByte * file.Length), $"{what}: {bytes} bytes for {file.Length}");
    }

    private static List<byte[]> Files()
    {
        var photograph = PictureFiles.Open("chelsea.png").Crop(100, 100, 70, 50);
        return
        [
            .. Enumerable.Range(0, 80).Select(seed => RandomJpeg.Create(seed).Write()),
            .. s_folders.SelectMany(folder => Directory.GetFiles(PictureFiles.PathOf(folder), "*.jpg"))
                .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(file => file.Length > 0),
            .. Enum.GetValues<SKJpegEncoderDownsample>().Select((sampling, i) => SkiaJpeg.Encode(photograph, 60 + (15 * i), sampling)),
        ];
    }
}

using System.Buffers.Binary;
using CsCheck;
using Emo.Pictures.Png;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures.Png;

/// <summary>
/// PNG files changed here and there, their checksums made right again, so that what lies behind these is reached: a picture or a
/// <see cref="PictureException"/>, the same from all ways of reading, and little memory.
/// </summary>
[Trait("Emulated", "Slow")]
public class PngFuzzTests
{
    private static readonly PictureOptions s_options = new() { MaxPixels = 1 << 18 };

    private static readonly byte[][] s_files =
    [
        .. Directory.GetFiles(PictureFiles.PathOf("cases"), "*.png").Append(PictureFiles.PathOf("attacks/fdict.png"))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(file => file.Length < 20_000),
        .. File.ReadLines(PictureFiles.PathOf("orientation.tsv")).Where((_, i) => i % 5 == 0)
            .Select(line => Convert.FromBase64String(line.Split('\t')[1])),
    ];

    private static readonly Gen<(int At, byte Value)[]> s_edits = Gen.Select(Gen.Int[8, int.MaxValue], Gen.Byte).Array[1, 6];

    [Fact]
    public void Changed_files_open_or_are_refused() =>
        Gen.Select(Gen.Int[0, s_files.Length - 1], s_edits, Gen.Int[0, 20]).Sample(
            (index, edits, cut) =>
            {
                byte[] file = (byte[])s_files[index].Clone();
                foreach ((int at, byte value) in edits)
                    file[8 + (at % (file.Length - 8))] = value;
                if (cut == 0)
                    file = file[..(edits[0].At % file.Length)];
                MakeChecksumsRight(file);
                Check(file);
            },
            iter: 5000);

    private static unsafe void Check(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var whole = Try(() => Picture.Decode(file, s_options));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        if (!PngFile.HasSignature(file))
            return;
        var info = Try(() => (PictureInfo?)Picture.Identify(file, s_options));
        Assert.True(whole == null || info == new PictureInfo(PictureFormat.Png, whole.Width, whole.Height, info!.Value.Orientation));
        object? rows = Try(() =>
        {
            fixed (byte* start = file)
            {
                using var rows = PngRows.Open(start, file.Length, s_options, new PngMemory());
                rows.Select(0, 0, rows.Width, 1);
                rows.Row(0);
                rows.Finish();
                return (object)rows;
            }
        });
        Assert.Equal(whole == null, rows == null);
    }

    private static T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PictureException e)
        {
            Assert.DoesNotContain("Index", e.Message, StringComparison.Ordinal);
            return default;
        }
    }

    private static void MakeChecksumsRight(byte[] file)
    {
        int at = 8;
        while (at + 12 <= file.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                break;
            uint checksum = System.IO.Hashing.Crc32.HashToUInt32(file.AsSpan(at + 4, 4 + (int)length));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), checksum);
            at += 12 + (int)length;
        }
    }
}

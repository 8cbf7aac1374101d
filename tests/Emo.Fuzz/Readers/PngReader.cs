using System.Buffers.Binary;
using System.Text;
using Emo.Fuzz.Mutations;

namespace Emo.Fuzz.Readers;

/// <summary>PNG: chunks, header fields, rows and compressed data are changed, and their checksums made right again.</summary>
internal sealed class PngReader : PictureReader
{
    private const int LargestSeed = 12_000;

    private static readonly string[] s_names =
    [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "eXIf", "iTXt", "zTXt", "tEXt", "gAMA", "acTL", "fdAT", "CgBI", "idat", "aaAa", "\0\0\0\0",
        "1234",
    ];

    public override string Name => "png";

    public override string Description => "PNG files";

    public override byte[] Make(Random random)
    {
        if (random.Chance(0.03))
            return Bomb(random);
        byte[] file = Seed(random);
        if (random.Chance(0.15))
        {
            byte[] damaged = RawBytes.Damage(random, file, Seed(random));
            if (random.Chance(0.8) && PngChunks.IsPng(damaged))
                PngChunks.Mend(damaged);
            return damaged;
        }

        var chunks = PngChunks.Split(file);
        for (int i = random.Few(); i > 0 && chunks.Count > 0; i--)
            Change(random, chunks, PngChunks.Split(Seed(random)));
        file = PngChunks.Join(chunks);
        return random.Chance(0.03) ? RawBytes.Flip(random, file) : file;
    }

    protected override IEnumerable<byte[]> MakeSeeds()
    {
        (int Type, int[] Depths)[] layouts = [(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])];
        foreach (var (type, depths) in layouts)
        {
            foreach (int depth in depths)
            {
                foreach (bool interlaced in (bool[])[false, true])
                    yield return Write(type, depth, interlaced, width: 3 + (depth * 2), height: 5 + type);
            }
        }

        foreach (byte[] file in SeedFiles.Of("pictures", LargestSeed).Where(PngChunks.IsPng))
            yield return file;
        foreach (string line in File.ReadLines(TestData.Path("pictures", "orientation.tsv")))
            yield return Convert.FromBase64String(line.Split('\t')[1]);
    }

    private static byte[] Write(int type, int depth, bool interlaced, int width, int height) => new PngWriter
    {
        Width = width,
        Height = height,
        Depth = depth,
        ColorType = type,
        Interlaced = interlaced,
        Sample = (x, y, channel) => ((x * 7) + (y * 13) + (channel * 5)) & ((1 << depth) - 1),
        Chunks = type == 3
            ? [("PLTE", [.. Enumerable.Range(0, 3 << depth).Select(i => (byte)i)]), ("tRNS", [0, 128])]
            : type is 0 or 2 ? [("tRNS", new byte[type == 0 ? 2 : 6])] : [],
    }.Write();

    private static void Change(Random random, List<(string Name, byte[] Data)> chunks, List<(string Name, byte[] Data)> other)
    {
        int at = random.Next(chunks.Count);
        var (name, data) = chunks[at];
        switch (random.Next(14))
        {
            case 0:
                chunks.RemoveAt(at);
                break;
            case 1:
                chunks.Insert(random.Next(chunks.Count + 1), chunks[at]);
                break;
            case 2:
                chunks[at] = (random.Pick(s_names), data);
                break;
            case 3:
                chunks.Insert(at, random.Pick(other));
                break;
            case 4:
                chunks[at] = (name, RawBytes.Damage(random, data, random.Pick(other).Data));
                break;
            case 5:
                int cut = random.Next(data.Length + 1); // a chunk in two
                chunks[at] = (name, data[..cut]);
                chunks.Insert(at + 1, (name, data[cut..]));
                break;
            case 6:
                chunks[at] = (name, random.Bytes(random.Next(800)));
                break;
            case 7:
            case 8:
                chunks[0] = (chunks[0].Name, Header(random, chunks[0].Data));
                break;
            default:
                ChangePixels(random, chunks);
                break;
        }
    }

    /// <summary>Other fields; as a rule some that a reader has to take.</summary>
    private static byte[] Header(Random random, byte[] data)
    {
        if (data.Length != 13)
            return data;
        byte[] header = [.. data];
        switch (random.Next(4))
        {
            case 0:
                header[8] = random.Pick([(byte)1, (byte)2, (byte)4, (byte)8, (byte)16, (byte)random.Next(256)]);
                break;
            case 1:
                header[9] = random.Pick([(byte)0, (byte)2, (byte)3, (byte)4, (byte)6, (byte)random.Next(256)]);
                break;
            case 2:
                header[random.Next(10, 13)] = (byte)random.Next(3);
                break;
            default:
                var side = header.AsSpan(4 * random.Next(2), 4);
                BinaryPrimitives.WriteInt32BigEndian(side, (int)random.OddNumber(BinaryPrimitives.ReadInt32BigEndian(side)));
                break;
        }

        return header;
    }

    private static void ChangePixels(Random random, List<(string Name, byte[] Data)> chunks)
    {
        int first = chunks.FindIndex(chunk => chunk.Name == "IDAT");
        if (first < 0)
            return;
        byte[] zlib = [.. chunks.Where(chunk => chunk.Name == "IDAT").SelectMany(chunk => chunk.Data)];
        zlib = random.Next(6) switch
        {
            0 => PngWriter.Compress(RawBytes.Damage(random, PngChunks.Inflate(zlib), [1, 2, 3, 4])),
            1 => PngWriter.Compress([.. PngChunks.Inflate(zlib), .. new byte[1 << random.Next(16)]]),
            2 => [.. zlib, .. random.Bytes(random.Next(9))],
            3 => [(byte)random.Next(256), (byte)random.Next(256), .. zlib.Skip(2)],
            _ => PngChunks.DamageDeflate(random, zlib),
        };
        chunks.RemoveAll(chunk => chunk.Name == "IDAT");
        chunks.Insert(Math.Min(first, chunks.Count), ("IDAT", zlib));
    }

    private static byte[] Bomb(Random random)
    {
        byte[] sides = [0, 0, (byte)random.Next(20), (byte)random.Next(256), 0, 0, (byte)random.Next(20), (byte)random.Next(256)];
        byte[] header = [.. sides, 8, 0, 0, 0, 0];
        int count = 1 << random.Next(4, 15);
        var pixels = ("IDAT", PngWriter.Compress(new byte[count * 16]));
        switch (random.Next(6))
        {
            case 0: // more data than the picture has
                return PngWriter.File(("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), pixels, ("IEND", []));
            case 1: // a large picture of few bytes
                header[12] = (byte)random.Next(2);
                return PngWriter.File(("IHDR", header), ("IDAT", PngWriter.Compress(new byte[random.Next(4_000_000)])), ("IEND", []));
            case 2: // many empty chunks
                return PngWriter.File([("IHDR", header), .. Enumerable.Repeat(("IDAT", Array.Empty<byte>()), count), pixels, ("IEND", [])]);
            case 3: // metadata that inflate to much
                byte[] text = PngWriter.Compress(new byte[count * 1024]);
                byte[] profile = [.. "Raw profile type exif\0\0"u8, .. text];
                return PngWriter.File(("IHDR", header), ("zTXt", profile), ("zTXt", profile), pixels, ("IEND", []));
            case 4: // the same as XMP, and of characters
                byte[] xmp = PngWriter.Compress(Encoding.UTF8.GetBytes(new string('<', count * 256)));
                return PngWriter.File(("IHDR", header), ("iTXt", [.. "XML:com.adobe.xmp\0\x01\0\0\0"u8, .. xmp]), pixels, ("IEND", []));
            default: // a length beyond the file, with a header that claims much
                byte[] file = PngWriter.File(("IHDR", header), pixels);
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(33), (int)random.OddNumber());
                return file;
        }
    }
}

using System.Text;
using Emo.Fuzz.Mutations;

namespace Emo.Fuzz.Readers;

/// <summary>Metadata that turn a picture: EXIF directories, raw profiles and XMP, in JPEG and PNG files of a few pixels.</summary>
internal sealed class ExifReader : PictureReader
{
    private static readonly ushort[] s_tags = [0x0112, 0x0112, 0x0112, 0x8769, 0x0100, 0x8825, 0xFFFF];

    private static readonly byte[] s_png = new PngWriter { Width = 3, Height = 2 }.Write();

    private static readonly byte[] s_jpeg = EmptyScans.Usual(9, 17);

    private static readonly string[] s_words =
        ["tiff:Orientation", "=", "\"", "'", "6", "<", ">", "</", "\0", " ", "&quot;", "99999999999"];

    public override string Name => "exif";

    public override string Description => "EXIF, raw profiles and XMP in JPEG and PNG files";

    public override byte[] Make(Random random)
    {
        byte[] file = random.Chance(0.5) ? s_jpeg : s_png;
        for (int i = random.Chance(0.8) ? 1 : random.Next(1, 5); i > 0; i--)
            file = file[0] == 0xFF ? IntoJpeg(random, file) : IntoPng(random, file);
        if (random.Chance(0.05))
            file = RawBytes.Damage(random, file, file);
        return file;
    }

    protected override IEnumerable<byte[]> MakeSeeds() => [s_png, s_jpeg];

    private static byte[] IntoJpeg(Random random, byte[] file)
    {
        byte[] content = random.Chance(0.7)
            ? [.. random.Chance(0.9) ? "Exif\0\0"u8 : "Exif\0"u8, .. Tiff(random)]
            : [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp(random)];
        int length = Math.Min(content.Length, 65_000) + 2;
        int said = random.Chance(0.05) ? random.Next(0x10000) : length;
        return [.. file[..2], 0xFF, 0xE1, (byte)(said >> 8), (byte)said, .. content[..(length - 2)], .. file[2..]];
    }

    private static byte[] IntoPng(Random random, byte[] file)
    {
        var chunks = PngChunks.Split(file);
        var (name, data) = Chunk(random);
        if (random.Chance(0.05))
            data = RawBytes.Damage(random, data, data);
        chunks.Insert(random.Next(1, chunks.Count + 1), (name, data));
        return PngChunks.Join(chunks);
    }

    private static (string Name, byte[] Data) Chunk(Random random) => random.Next(5) switch
    {
        0 or 1 => ("eXIf", Tiff(random)),
        2 => ("zTXt", [.. Keyword(random), 0, 0, .. PngWriter.Compress(RawProfile(random))]),
        3 => ("tEXt", [.. Keyword(random), 0, .. RawProfile(random)]),
        _ when random.Chance(0.5) => ("iTXt", [.. "XML:com.adobe.xmp\0\x01\0\0\0"u8, .. PngWriter.Compress(Xmp(random))]),
        _ => ("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Xmp(random)]),
    };

    private static byte[] Keyword(Random random) =>
        Encoding.Latin1.GetBytes(random.Pick(["Raw profile type exif", "Raw profile type APP1", "Raw profile type xmp", "Comment", ""]));

    /// <summary>ImageMagick's way: a name, a length, lines of hexadecimal digits.</summary>
    private static byte[] RawProfile(Random random)
    {
        byte[] bytes = [.. "Exif\0\0"u8, .. Tiff(random)];
        long length = random.Chance(0.1) ? random.OddNumber(bytes.Length) : bytes.Length;
        string text = $"\n{random.Pick(["exif", "APP1", ""])}\n{length,8}\n{Convert.ToHexStringLower(bytes)}\n";
        return random.Chance(0.2)
            ? RawBytes.Damage(random, Encoding.Latin1.GetBytes(text), Encoding.Latin1.GetBytes("\n\n 00zz\0"))
            : Encoding.Latin1.GetBytes(text);
    }

    private static byte[] Xmp(Random random)
    {
        string text = $"<x:xmpmeta><rdf:Description tiff:Orientation=\"{random.Next(10)}\"/>" +
            $"<tiff:Orientation>{random.Next(10)}</tiff:Orientation></x:xmpmeta>";
        for (int i = random.Next(4); i > 0; i--)
            text = text.Insert(random.Next(text.Length + 1), random.Pick(s_words));
        if (random.Chance(0.02))
            text = string.Concat(Enumerable.Repeat("tiff:Orientation", 1 << random.Next(1, 12)));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return random.Chance(0.2) ? RawBytes.Damage(random, bytes, bytes) : bytes;
    }

    /// <summary>A TIFF structure of one or two directories, of which each number may be odd.</summary>
    private static byte[] Tiff(Random random)
    {
        bool bigEndian = random.Chance(0.5);
        var bytes = new List<byte>(bigEndian ? "MM\0*"u8.ToArray() : "II*\0"u8.ToArray());
        Add(4, random.Chance(0.1) ? random.OddNumber(8) : 8);
        var places = new List<int>();
        for (int directories = random.Next(1, 3); directories > 0; directories--)
        {
            int count = random.Chance(0.02) ? random.Next(5000) : random.Next(5);
            Add(2, random.Chance(0.1) ? random.OddNumber(count) : count);
            for (int i = 0; i < count; i++)
            {
                int type = random.Chance(0.5) ? 3 : random.Next(14);
                Add(2, random.Pick(s_tags));
                Add(2, random.Chance(0.05) ? random.OddNumber() : type);
                Add(4, random.Chance(0.2) ? random.OddNumber(1) : 1);
                places.Add(bytes.Count);
                Add(2, random.Next(10));
                Add(2, random.Chance(0.2) ? random.OddNumber() : 0);
            }

            Add(4, random.Chance(0.3) ? random.OddNumber(bytes.Count + 4) : 0);
        }

        // Values outside of their entry lie anywhere, and often where the structure ends.
        byte[] tiff = [.. bytes];
        foreach (int place in places.Where(_ => random.Chance(0.3)))
            Number(4, random.Chance(0.7) ? tiff.Length - random.Next(20) : random.OddNumber(tiff.Length)).CopyTo(tiff, place);
        return random.Chance(0.15) ? RawBytes.Damage(random, tiff, tiff) : tiff;

        void Add(int size, long value) => bytes.AddRange(Number(size, value));

        byte[] Number(int size, long value)
        {
            byte[] number = BitConverter.GetBytes(value)[..size];
            if (bigEndian)
                Array.Reverse(number);
            return number;
        }
    }
}

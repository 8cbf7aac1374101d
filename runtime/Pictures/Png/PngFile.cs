namespace Emo.Pictures.Png;

/// <summary>What the chunks of a PNG file say; the pixels are still compressed.</summary>
internal sealed class PngFile
{
    private const int MaxPaletteEntries = 256;

    public required PngHeader Header { get; init; }

    /// <summary>PLTE: R, G, B of each entry; empty unless the colour type is palette.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>tRNS: an alpha for each of the first palette entries, or the transparent sample values (16 bits each).</summary>
    public byte[] Transparency { get; private set; } = [];

    /// <summary>The EXIF orientation, 1 to 8.</summary>
    public int Orientation { get; private set; } = ExifOrientation.Upright;

    /// <summary>Bytes of all IDAT chunks.</summary>
    public long DataBytes { get; private set; }

    /// <summary>The chunks of the file, all of them whole.</summary>
    private ArraySegment<byte> Chunks { get; init; }

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The data of all IDAT chunks: one zlib stream.</summary>
    public Stream OpenData() => new PngDataStream(Chunks);

    public static bool HasSignature(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static PngFile Read(ArraySegment<byte> file, PictureOptions options)
    {
        var all = file[Signature.Length..];
        var chunks = new PngChunkReader(all);
        string name = chunks.Next(out var data);
        if (name != "IHDR")
            throw Damaged($"it starts with a {name} chunk instead of IHDR");

        var png = new PngFile { Header = PngHeader.Parse(data, options), Chunks = all };
        while ((name = chunks.Next(out data)) != "IEND")
            png.Add(name, data);
        png.CheckComplete();
        return png;
    }

    private void Add(string name, ReadOnlySpan<byte> data)
    {
        switch (name)
        {
            case "IDAT":
                DataBytes += data.Length;
                break;
            case "PLTE" when Header.ColorType == PngColorType.Palette:
                if (Palette.Length != 0)
                    throw Damaged("it has two palettes");
                if (data.IsEmpty || data.Length % 3 != 0 || data.Length > 3 * MaxPaletteEntries)
                    throw Damaged($"its palette has {data.Length} bytes; 3 for each of 1 to {MaxPaletteEntries} entries are allowed");
                Palette = data.ToArray();
                break;
            case "tRNS":
                Transparency = CheckTransparency(data).ToArray();
                break;
            case "eXIf":
                Orientation = ExifOrientation.Read(data);
                break;
            default:
                // A capital first letter means: not to be understood without this chunk.
                if (char.IsAsciiLetterUpper(name[0]) && name != "PLTE")
                    throw Damaged($"it has an unexpected critical chunk {name}");
                break;
        }
    }

    private ReadOnlySpan<byte> CheckTransparency(ReadOnlySpan<byte> data)
    {
        bool fits = Header.ColorType switch
        {
            PngColorType.Grey => data.Length == 2,
            PngColorType.TrueColor => data.Length == 6,
            PngColorType.Palette => data.Length <= Palette.Length / 3,
            _ => false,
        };
        return fits ? data : throw Damaged($"its tRNS chunk of {data.Length} bytes does not fit the colour type {Header.ColorType}");
    }

    private void CheckComplete()
    {
        // Deflate cannot expand by more than 1032, so a header that claims more than that is known to be
        // wrong before anything is allocated for it.
        const long MaxExpansion = 1032;
        if (Header.ColorType == PngColorType.Palette && Palette.Length == 0)
            throw Damaged("its palette is missing");
        if (DataBytes * MaxExpansion < Header.DataBytes)
        {
            throw Damaged($"its {DataBytes} bytes of pixel data cannot hold {Header.Width} x {Header.Height} pixels");
        }
    }

    private static PictureException Damaged(string how) => new($"The PNG file is damaged: {how}.");
}

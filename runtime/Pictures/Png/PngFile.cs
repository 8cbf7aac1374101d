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

    /// <summary>All IDAT chunks: one zlib stream.</summary>
    public MemoryStream Data { get; } = new();

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool HasSignature(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static PngFile Read(ReadOnlySpan<byte> file, PictureOptions options)
    {
        var chunks = new PngChunkReader(file[Signature.Length..]);
        string name = chunks.Next(out ReadOnlySpan<byte> data);
        if (name != "IHDR") throw Damaged($"it starts with a {name} chunk instead of IHDR");

        var png = new PngFile { Header = PngHeader.Parse(data, options) };
        while ((name = chunks.Next(out data)) != "IEND") png.Add(name, data);
        png.CheckComplete();
        png.Data.Position = 0;
        return png;
    }

    private void Add(string name, ReadOnlySpan<byte> data)
    {
        switch (name)
        {
            case "IDAT":
                Data.Write(data);
                break;
            case "PLTE" when Header.ColorType == PngColorType.Palette:
                if (Palette.Length != 0) throw Damaged("it has two palettes");
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
                if (char.IsAsciiLetterUpper(name[0]) && name != "PLTE") throw Damaged($"it has an unexpected critical chunk {name}");
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
        if (Header.ColorType == PngColorType.Palette && Palette.Length == 0) throw Damaged("its palette is missing");
        if (Data.Length * MaxExpansion < Header.DataBytes)
        {
            throw Damaged($"its {Data.Length} bytes of pixel data cannot hold {Header.Width} x {Header.Height} pixels");
        }
    }

    private static PictureException Damaged(string how) => new($"The PNG file is damaged: {how}.");
}

namespace Emo.Pictures.Png;

/// <summary>What the chunks of a PNG file say; the pixels are still compressed.</summary>
internal sealed class PngFile
{
    private const int MaxPaletteEntries = 256;
    private const int NoData = -1;
    private uint _previous;

    private PngFile(PngHeader header) => Header = header;

    public PngHeader Header { get; }

    /// <summary>PLTE: R, G, B of each entry; empty unless the colour type is palette.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>tRNS: an alpha for each of the first palette entries, or the transparent sample values (16 bits each).</summary>
    public byte[] Transparency { get; private set; } = [];

    /// <summary>How the pixels are stored, 1 to 8 as EXIF numbers it.</summary>
    public int Orientation { get; private set; } = ExifOrientation.Upright;

    /// <summary>Bytes of all IDAT chunks.</summary>
    public long DataBytes { get; private set; }

    /// <summary>Where in the file the first IDAT chunk is; the others follow it without a gap.</summary>
    public int DataStart { get; private set; } = NoData;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool HasSignature(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Walks all chunks.</summary>
    public static PngFile Read(ReadOnlySpan<byte> file, PictureOptions options)
    {
        var chunks = new PngChunkReader(file, Signature.Length);
        uint name = chunks.Next(out var data);
        var png = new PngFile(PngHeader.OfFirst(name, data, options));
        var orientation = new PngOrientation();
        while (true)
        {
            int start = chunks.Position;
            name = chunks.Next(out data);
            if (name == PngChunk.End)
                break;
            png.Add(name, data, start);
            orientation.Add(name, data);
        }

        png.CheckComplete();
        png.Orientation = orientation.Find();
        return png;
    }

    /// <summary>
    /// What the chunks say of size and orientation; null where <paramref name="start"/>, the file's beginning, ends before that is known.
    /// </summary>
    public static PictureInfo? Identify(ReadOnlySpan<byte> start, PictureOptions options)
    {
        var chunks = new PngChunkReader(start, Signature.Length);
        if (!chunks.TryNext(out uint name, out var data, checkData: false))
            return null;
        var header = PngHeader.OfFirst(name, data, options);
        var orientation = new PngOrientation();
        while (!orientation.IsDecided)
        {
            if (!chunks.TryNext(out name, out data, checkData: false))
                return null;
            if (name == PngChunk.End)
                break;
            orientation.Add(name, data);
        }

        return Emo.Pictures.Orientation.Describe(PictureFormat.Png, header.Width, header.Height, orientation.Find());
    }

    private void Add(uint name, ReadOnlySpan<byte> data, int start)
    {
        switch (name)
        {
            case PngChunk.Data:
                if (DataStart == NoData)
                    DataStart = start;
                else if (_previous != PngChunk.Data)
                    throw PngErrors.Damaged($"a {PngChunk.NameOf(_previous)} chunk stands between its IDAT chunks");
                DataBytes += data.Length;
                break;
            case PngChunk.Palette:
                if (Header.ColorType == PngColorType.Palette)
                    AddPalette(data);
                break;
            case PngChunk.Transparency:
                Transparency = CheckTransparency(data).ToArray();
                break;
            default:
                if (PngChunk.IsCritical(name))
                    throw PngErrors.Damaged($"it has an unexpected critical chunk {PngChunk.NameOf(name)}");
                break;
        }

        _previous = name;
    }

    private void AddPalette(ReadOnlySpan<byte> data)
    {
        if (Palette.Length != 0)
            throw PngErrors.Damaged("it has two palettes");
        if (DataStart != NoData)
            throw PngErrors.Damaged("its palette (PLTE) stands behind its pixels (IDAT)");
        if (data.IsEmpty || data.Length % 3 != 0 || data.Length > 3 * MaxPaletteEntries)
            throw PngErrors.Damaged($"its palette has {data.Length} bytes; 3 for each of 1 to {MaxPaletteEntries} entries are allowed");
        Palette = data.ToArray();
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
        return fits
            ? data
            : throw PngErrors.Damaged($"its tRNS chunk of {data.Length} bytes does not fit the colour type {Header.ColorType}");
    }

    private void CheckComplete()
    {
        // Deflate cannot expand by more than 1032, so a header that claims more than that is known to be
        // wrong before anything is allocated for it.
        const long MaxExpansion = 1032;
        if (Header.ColorType == PngColorType.Palette && Palette.Length == 0)
            throw PngErrors.Damaged("its palette is missing");
        if (DataBytes * MaxExpansion < Header.DataBytes)
            throw PngErrors.Damaged($"its {DataBytes} bytes of pixel data cannot hold {Header.Width} x {Header.Height} pixels");
    }
}

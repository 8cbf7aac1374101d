using System.Buffers.Binary;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// What the markers of a JPEG file say, read before the decoder sees it, so that what it cannot decode, what is cut
/// short and what is too large is refused before anything is allocated.
/// </summary>
internal sealed class JpegHeader
{
    private const int StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, App1 = 0xE1, None = -1;

    // A picture has about ten scans; each costs a pass over all its pixels however few bytes it has.
    private const int MaxScans = 500;

    private readonly PictureOptions _options;
    private int _scans;
    private long _blocks;
    private int? _orientation;

    private JpegHeader(PictureOptions options) => _options = options;

    /// <summary>Width in pixels as stored; 0 until the frame header is found.</summary>
    public int Width { get; private set; }

    /// <summary>Height in pixels as stored.</summary>
    public int Height { get; private set; }

    /// <summary>The EXIF orientation, 1 to 8.</summary>
    public int Orientation => _orientation ?? ExifOrientation.Upright;

    public static bool HasSignature(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, StartOfImage, 0xFF]);

    public static JpegHeader Read(ReadOnlySpan<byte> file, PictureOptions options)
    {
        var header = new JpegHeader(options);
        int position = 2;
        while (true)
        {
            int marker = NextMarker(file, ref position);
            if (marker == EndOfImage)
                break;
            if (marker is StartOfImage or (>= 0xD0 and <= 0xD7) or 0x01)
                continue; // without a segment
            if (position + 2 > file.Length)
                throw Truncated();
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[position..]);
            if (length < 2)
                throw new PictureException($"The JPEG file is damaged: the marker 0x{marker:X2} has the length {length}.");
            if (position + length > file.Length)
                throw Truncated();
            header.Add(marker, file.Slice(position + 2, length - 2));
            position += length;
        }

        header.CheckComplete(file.Length);
        return header;
    }

    /// <summary>
    /// What the file says before its first scan; null where <paramref name="start"/>, the file's beginning, ends before that.
    /// </summary>
    public static PictureInfo? Identify(ReadOnlySpan<byte> start, PictureOptions options)
    {
        var header = new JpegHeader(options);
        int position = 2;
        while (header._scans == 0)
        {
            int marker = NextMarker(start, ref position, orNone: true);
            if (marker is StartOfImage or (>= 0xD0 and <= 0xD7) or 0x01)
                continue; // without a segment
            if (marker < 0 || position + 2 > start.Length)
                return null;
            int length = BinaryPrimitives.ReadUInt16BigEndian(start[position..]);
            if (marker == EndOfImage || length < 2)
                throw new PictureException("The JPEG file is damaged: it ends before its pixels.");
            if (position + length > start.Length)
                return null;
            header.Add(marker, start.Slice(position + 2, length - 2));
            position += length;
        }

        return Emo.Pictures.Orientation.Describe(PictureFormat.Jpeg, header.Width, header.Height, header.Orientation);
    }

    /// <summary>
    /// Moves behind the next marker, skipping compressed data, in which 0xFF 0x00 stands for 0xFF and restart markers
    /// count as data. Returns the marker's code.
    /// </summary>
    private static int NextMarker(ReadOnlySpan<byte> file, ref int position, bool orNone = false)
    {
        while (true)
        {
            int offset = position < file.Length ? file[position..].IndexOf((byte)0xFF) : -1;
            if (offset < 0)
                return orNone ? None : throw Truncated();
            position += offset;
            while (position < file.Length && file[position] == 0xFF)
                position++;
            if (position == file.Length)
                return orNone ? None : throw Truncated();
            int code = file[position++];
            if (code != 0)
                return code;
        }
    }

    private void Add(int marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case App1 when _scans == 0:
                ExifOrientation.OfApp1(segment, ref _orientation);
                break;
            case StartOfScan:
                if (Width == 0)
                    throw new PictureException("The JPEG file is damaged: its pixels come before its size.");
                if (++_scans > MaxScans)
                    throw new PictureException($"The JPEG file has more than {MaxScans} scans.");
                break;
            case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                AddFrame(marker, segment);
                break;
            default:
                break;
        }
    }

    private void AddFrame(int marker, ReadOnlySpan<byte> segment)
    {
        if (marker > 0xC2)
        {
            throw new PictureException(
                $"This is a JPEG file with {Process(marker)} coding; supported are baseline, extended sequential and " +
                "progressive Huffman coding. Convert it to one of them, or to PNG.");
        }

        if (segment.Length < 6 || segment.Length < 6 + (3 * segment[5]) || Width != 0)
            throw new PictureException("The JPEG file is damaged: its frame header is not valid.");
        if (segment[0] != 8)
            throw new PictureException($"This is a JPEG file with {segment[0]} bits a sample; supported are 8.");

        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        _options.CheckSize(width, height);
        (Width, Height) = (width, height);
        _blocks = CountBlocks(width, height, segment.Slice(6, 3 * segment[5]));
    }

    /// <summary>The 8 x 8 blocks of all components; each has three bytes, the second of which holds its sampling factors.</summary>
    private static long CountBlocks(int width, int height, ReadOnlySpan<byte> components)
    {
        int maxX = 1, maxY = 1;
        for (int i = 1; i < components.Length; i += 3)
        {
            maxX = Math.Max(maxX, components[i] >> 4);
            maxY = Math.Max(maxY, components[i] & 15);
        }

        long blocks = 0;
        for (int i = 1; i < components.Length; i += 3)
        {
            long columns = (long)width * (components[i] >> 4) / (8 * maxX);
            long rows = (long)height * (components[i] & 15) / (8 * maxY);
            blocks += columns * rows;
        }

        return blocks;
    }

    private static string Process(int marker) => marker switch
    {
        0xC3 or 0xC7 => "lossless",
        0xC9 or 0xCA or 0xCB or 0xCD or 0xCE or 0xCF => "arithmetic",
        _ => "hierarchical",
    };

    private void CheckComplete(int fileBytes)
    {
        if (Width == 0 || _scans == 0)
            throw new PictureException("The JPEG file is damaged: it ends before its pixels.");

        // Every block takes at least one bit: the shortest code of its DC coefficient.
        if (_blocks > 8L * fileBytes)
        {
            throw new PictureException(
                $"The JPEG file is damaged: its {fileBytes} bytes cannot hold {Width} x {Height} pixels.");
        }
    }

    private static PictureException Truncated() =>
        new("The JPEG file is cut short: it ends before its end marker (EOI). Get a complete copy.");
}

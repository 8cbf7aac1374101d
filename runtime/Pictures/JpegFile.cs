using System.Buffers.Binary;

namespace Emo;

/// <summary>Walks the segments of a JPEG file: its size, its orientation, and whether it is whole.</summary>
internal sealed record JpegFile(int Width, int Height, int Orientation)
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Exif = 0xE1;

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith([(byte)0xFF, (byte)0xD8, (byte)0xFF]);

    public static JpegFile Check(ReadOnlySpan<byte> file)
    {
        (int Width, int Height)? size = null;
        int orientation = 1;
        int position = 2;
        while (true)
        {
            byte marker = NextMarker(file, ref position);
            if (marker == EndOfImage)
                throw new PictureException("The JPEG file has no data.");
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            if (file.Length - position < 2 || BinaryPrimitives.ReadUInt16BigEndian(file[position..]) is var length && (length < 2 || length > file.Length - position))
                throw new PictureException("The JPEG file ends inside a segment: it is cut off.");
            var body = file.Slice(position + 2, BinaryPrimitives.ReadUInt16BigEndian(file[position..]) - 2);
            position += body.Length + 2;

            if (IsFrame(marker))
                size = Frame(marker, body);
            else if (marker == Exif)
                orientation = ExifOrientation.Read(body) ?? orientation;
            else if (marker == StartOfScan)
                break;
        }

        if (size is null)
            throw new PictureException("The JPEG file has data before it says how large the picture is.");
        if (file[position..].LastIndexOf([(byte)0xFF, EndOfImage]) < 0)
            throw new PictureException("The JPEG file ends before its end marker: it is cut off.");
        return new JpegFile(size.Value.Width, size.Value.Height, orientation);
    }

    private static byte NextMarker(ReadOnlySpan<byte> file, ref int position)
    {
        if (position >= file.Length || file[position] != 0xFF)
            throw new PictureException(position >= file.Length ? "The JPEG file ends before its data: it is cut off." : "The JPEG file has no marker where one should be: it is damaged.");
        while (position < file.Length && file[position] == 0xFF)
            position++;
        return position < file.Length ? file[position++] : throw new PictureException("The JPEG file ends before its data: it is cut off.");
    }

    /// <summary>Start of frame, without the markers for tables that lie between them.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static (int Width, int Height) Frame(byte marker, ReadOnlySpan<byte> body)
    {
        if (marker is not (0xC0 or 0xC1 or 0xC2))
            throw new PictureException("The JPEG file is lossless or arithmetic-coded. Supported are baseline and progressive ones.");
        if (body.Length < 6)
            throw new PictureException("The JPEG file's frame header is too short: it is damaged.");
        if (body[0] != 8)
            throw new PictureException($"The JPEG file has {body[0]} bits a sample. Supported are 8.");
        return (BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]));
    }
}

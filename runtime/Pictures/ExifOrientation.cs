using System.Buffers.Binary;

namespace Emo;

/// <summary>Finds the orientation in an EXIF segment: entry 0x0112 of its first directory.</summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;
    private const int EntrySize = 12;

    /// <summary>1 to 8, or null if the segment has no orientation or is broken: a picture is not refused for its notes.</summary>
    public static int? Read(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8))
            return null;
        var tiff = segment[6..];
        bool littleEndian = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!littleEndian && !tiff.StartsWith("MM\0*"u8)))
            return null;
        uint directory = ReadUInt32(tiff[4..], littleEndian);
        if (directory > tiff.Length - 2)
            return null;
        int entries = ReadUInt16(tiff[(int)directory..], littleEndian);
        for (int i = 0; i < entries; i++)
        {
            int position = (int)directory + 2 + (i * EntrySize);
            if (position > tiff.Length - EntrySize)
                return null;
            var entry = tiff.Slice(position, EntrySize);
            if (ReadUInt16(entry, littleEndian) == OrientationTag && ReadUInt16(entry[2..], littleEndian) == ShortType)
                return ReadUInt16(entry[8..], littleEndian) is >= 1 and <= 8 and var orientation ? orientation : null;
        }

        return null;
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> data, bool littleEndian) =>
        littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(data) : BinaryPrimitives.ReadUInt16BigEndian(data);

    private static uint ReadUInt32(ReadOnlySpan<byte> data, bool littleEndian) =>
        littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data);
}

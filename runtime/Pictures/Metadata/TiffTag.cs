using System.Buffers.Binary;

namespace Emo.Pictures.Metadata;

/// <summary>
/// Reads one number from the first directory of a TIFF structure, as EXIF metadata is one. It meets odd directories as Pillow 9.4 does:
/// the last usable entry of a tag counts, and an entry whose values lie outside ends the directory.
/// </summary>
internal static class TiffTag
{
    private const int HeaderBytes = 8;
    private const int EntryBytes = 12;
    private const int InlineBytes = 4;

    private enum TiffType : ushort
    {
        Byte = 1,
        Ascii = 2,
        Short = 3,
        Long = 4,
        Rational = 5,
        SignedByte = 6,
        Undefined = 7,
        SignedShort = 8,
        SignedLong = 9,
        SignedRational = 10,
        Float = 11,
        Double = 12,
        Directory = 13,
        Long8 = 16,
    }

    /// <summary>Whether the bytes begin as TIFF does: byte order, magic number and the place of the first directory.</summary>
    public static bool IsTiff(ReadOnlySpan<byte> tiff) => tiff.Length >= HeaderBytes && (IsLittleEndian(tiff) || IsBigEndian(tiff));

    /// <summary>
    /// The first value of <paramref name="tag"/>; NaN where it is text or bytes, which are no numbers; null where there is no such tag.
    /// </summary>
    /// <param name="tiff">The structure, <see cref="IsTiff"/>; places in it count from its start.</param>
    /// <param name="tag">The tag's number.</param>
    public static double? Find(ReadOnlySpan<byte> tiff, ushort tag)
    {
        bool little = IsLittleEndian(tiff);
        uint directory = UInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
            return null;
        var entries = tiff[(int)directory..];
        int count = UInt16(entries, little);
        entries = entries[2..];
        double? found = null;
        for (int i = 0; i < count && entries.Length >= EntryBytes; i++, entries = entries[EntryBytes..])
        {
            var type = (TiffType)UInt16(entries[2..], little);
            long length = UInt32(entries[4..], little) * (long)BytesOf(type);
            if (length == 0)
                continue; // a type that is not known, or no values
            var values = entries[8..];
            if (length > InlineBytes)
            {
                uint place = UInt32(values, little);
                if (place + length > tiff.Length)
                    break;
                values = tiff[(int)place..];
            }

            if (UInt16(entries, little) == tag)
                found = First(values, type, little);
        }

        return found;
    }

    private static int BytesOf(TiffType type) => type switch
    {
        TiffType.Byte or TiffType.Ascii or TiffType.SignedByte or TiffType.Undefined => 1,
        TiffType.Short or TiffType.SignedShort => 2,
        TiffType.Long or TiffType.SignedLong or TiffType.Float or TiffType.Directory => 4,
        TiffType.Rational or TiffType.SignedRational or TiffType.Double or TiffType.Long8 => 8,
        _ => 0,
    };

    private static double First(ReadOnlySpan<byte> values, TiffType type, bool little) => type switch
    {
        TiffType.Short => UInt16(values, little),
        TiffType.Long or TiffType.Directory => UInt32(values, little),
        TiffType.Rational => Quotient(UInt32(values, little), UInt32(values[4..], little)),
        TiffType.SignedByte => (sbyte)values[0],
        TiffType.SignedShort => (short)UInt16(values, little),
        TiffType.SignedLong => (int)UInt32(values, little),
        TiffType.SignedRational => Quotient((int)UInt32(values, little), (int)UInt32(values[4..], little)),
        TiffType.Float => BitConverter.UInt32BitsToSingle(UInt32(values, little)),
        TiffType.Double => BitConverter.UInt64BitsToDouble(UInt64(values, little)),
        TiffType.Long8 => UInt64(values, little),
        _ => double.NaN,
    };

    // Exact enough to compare with whole numbers: a quotient of 32-bit numbers that is not whole is not rounded to a whole one.
    private static double Quotient(double numerator, double denominator) => denominator == 0 ? double.NaN : numerator / denominator;

    // Byte order, then the magic number 42, as Pillow takes them: also with the bytes of 42 the wrong way round and, of the big-endian
    // ones, with BigTIFF's 43, read as plain TIFF all the same.
    private static bool IsLittleEndian(ReadOnlySpan<byte> tiff) => tiff.StartsWith("II*\0"u8) || tiff.StartsWith("II\0*"u8);

    private static bool IsBigEndian(ReadOnlySpan<byte> tiff) =>
        tiff.StartsWith("MM\0*"u8) || tiff.StartsWith("MM*\0"u8) || tiff.StartsWith("MM\0+"u8);

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static ulong UInt64(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
}

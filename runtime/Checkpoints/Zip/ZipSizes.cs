using System.Buffers.Binary;

namespace Emo;

/// <summary>The sizes and the place of an entry, which the zip64 extra field replaces where 32 bits do not hold them.</summary>
internal sealed class ZipSizes(uint size, uint compressedSize, uint headerOffset)
{
    private const ushort Zip64Field = 1;

    public long Size { get; private set; } = size;

    public long CompressedSize { get; private set; } = compressedSize;

    public long HeaderOffset { get; private set; } = headerOffset;

    /// <summary>False if an extra field is broken or lacks a value that it should hold.</summary>
    public bool ReadZip64(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
                return false;
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == Zip64Field)
                return ReadValues(extra.Slice(4, length));
            extra = extra[(4 + length)..];
        }

        return Size != uint.MaxValue && CompressedSize != uint.MaxValue && HeaderOffset != uint.MaxValue;
    }

    private bool ReadValues(ReadOnlySpan<byte> field)
    {
        if (Size == uint.MaxValue)
            Size = Take(ref field);
        if (CompressedSize == uint.MaxValue)
            CompressedSize = Take(ref field);
        if (HeaderOffset == uint.MaxValue)
            HeaderOffset = Take(ref field);
        return Size >= 0 && CompressedSize >= 0 && HeaderOffset >= 0;
    }

    private static long Take(ref ReadOnlySpan<byte> field)
    {
        if (field.Length < 8)
            return -1;
        long value = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[8..];
        return value;
    }
}

using System.Buffers.Binary;

namespace Emo.Checkpoints;

/// <summary>The extra field with the 64-bit numbers of an entry: it holds those whose 32-bit field is all ones, in a fixed order.</summary>
internal static class Zip64Extra
{
    private const ushort Id = 1;

    /// <summary>Replaces the numbers that are all ones; false when the field lacks them, or a number is negative.</summary>
    public static bool Apply(ReadOnlySpan<byte> extra, ref long size, ref long compressed, ref long offset)
    {
        if (size != uint.MaxValue && compressed != uint.MaxValue && offset != uint.MaxValue)
            return true;
        var field = Find(extra);
        return Take(ref field, ref size) && Take(ref field, ref compressed) && Take(ref field, ref offset);
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
                break;
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == Id)
                return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }
        return [];
    }

    private static bool Take(ref ReadOnlySpan<byte> field, ref long number)
    {
        if (number != uint.MaxValue)
            return true;
        if (field.Length < sizeof(long))
            return false;
        number = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[sizeof(long)..];
        return number >= 0;
    }
}

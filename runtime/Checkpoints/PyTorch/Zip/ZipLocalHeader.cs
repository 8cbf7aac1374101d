using System.Buffers.Binary;

namespace Emo.Checkpoints;

/// <summary>The header before an entry's bytes and the descriptor behind them, which must say what the central directory says.</summary>
internal static class ZipLocalHeader
{
    private const int HeaderLength = 30;
    private const uint HeaderSignature = 0x04034b50;
    private const uint DescriptorSignature = 0x08074b50;
    private const int DescriptorFlag = 0x08;

    /// <summary>Finds an entry's bytes. <paramref name="extentEnd"/> is where the entry ends, its descriptor included.</summary>
    public static ZipRecord Locate(CheckpointFile file, ZipEntry entry, long directoryOffset, out long extentEnd)
    {
        long start = entry.LocalHeaderOffset;
        if (start > directoryOffset - HeaderLength)
            throw Disagrees(file, entry, $"lies at byte {start}, past the entries");
        byte[] header = file.Read(start, HeaderLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderSignature)
            throw Disagrees(file, entry, $"has no local header at byte {start}");

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        long dataOffset = start + HeaderLength + nameLength + extraLength;
        if (dataOffset > directoryOffset || entry.Size > directoryOffset - dataOffset)
            throw Disagrees(file, entry, $"claims {entry.Size} bytes at {dataOffset}, past the end of the entries at {directoryOffset}");

        ReadOnlySpan<byte> nameAndExtra = file.Read(start + HeaderLength, nameLength + extraLength);
        if (!nameAndExtra[..nameLength].SequenceEqual(entry.NameBytes))
            throw Disagrees(file, entry, "has another name in its local header");
        CheckHeader(file, entry, header, nameAndExtra[nameLength..]);

        long dataEnd = dataOffset + entry.Size;
        extentEnd = (entry.Flags & DescriptorFlag) == 0 ? dataEnd : dataEnd + DescriptorLength(file, entry, dataEnd, directoryOffset);
        return new ZipRecord(dataOffset, entry.Size);
    }

    private static void CheckHeader(CheckpointFile file, ZipEntry entry, ReadOnlySpan<byte> header, ReadOnlySpan<byte> extra)
    {
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) != entry.Flags
            || BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != 0)
        {
            throw Disagrees(file, entry, "has other flags or another method in its local header");
        }

        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(header[18..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(header[22..]);
        long unused = 0;
        bool leftToDescriptor = (entry.Flags & DescriptorFlag) != 0 && size == 0 && compressed == 0;
        if (leftToDescriptor)
            return;
        if (!Zip64Extra.Apply(extra, ref size, ref compressed, ref unused) || size != entry.Size || compressed != entry.Size)
            throw Disagrees(file, entry, $"has {entry.Size} bytes in the central directory, {size} in its local header");
    }

    // The descriptor has an optional signature, a checksum and two sizes of 32 or 64 bits each.
    private static int DescriptorLength(CheckpointFile file, ZipEntry entry, long offset, long limit)
    {
        ReadOnlySpan<byte> bytes = file.Read(offset, Math.Min(24, limit - offset));
        int signature = bytes.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == DescriptorSignature ? 4 : 0;
        var sizes = bytes.Length >= signature + 4 ? bytes[(signature + 4)..] : [];
        if (sizes.Length >= 16 && Int64(sizes) == entry.Size && Int64(sizes[8..]) == entry.Size)
            return signature + 20;
        if (sizes.Length >= 8 && UInt32(sizes) == entry.Size && UInt32(sizes[4..]) == entry.Size)
            return signature + 12;
        throw Disagrees(file, entry, $"has {entry.Size} bytes in the central directory, but not in its data descriptor");
    }

    private static CheckpointException Disagrees(CheckpointFile file, ZipEntry entry, string reason) =>
        file.Error($"entry {Printable.Quote(entry.Name)} of its zip archive {reason}");

    private static uint UInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static long Int64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);
}

using System.Buffers.Binary;

namespace Emo.Checkpoints;

/// <summary>
/// The end of a zip archive, which says where its central directory lies. It must be the last thing in the file, without a comment:
/// searching for it is what makes two readers see two different archives in one file.
/// </summary>
internal readonly record struct ZipEndRecord(long DirectoryOffset, long DirectoryLength, long EntryCount)
{
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int End64Length = 56;
    private const uint EndSignature = 0x06054b50;
    private const uint LocatorSignature = 0x07064b50;
    private const uint End64Signature = 0x06064b50;

    public static ZipEndRecord Read(CheckpointFile file)
    {
        long endOffset = file.Length - EndLength;
        if (endOffset < 0)
            throw file.Error("its zip archive has no end record (is the file truncated?)");
        byte[] end = file.Read(endOffset, EndLength);
        if (UInt32(end, 0) != EndSignature || UInt16(end, 20) != 0)
        {
            throw file.Error(
                "its zip archive does not end with an end record without comment (is the file truncated, or was something appended?)");
        }

        ZipEndRecord record = new(UInt32(end, 16), UInt32(end, 12), UInt16(end, 10));
        bool oneDisk = UInt16(end, 4) == 0 && UInt16(end, 6) == 0 && UInt16(end, 8) == UInt16(end, 10);
        long directoryEnd = endOffset;
        if (endOffset >= LocatorLength + End64Length && UInt32(file.Read(endOffset - LocatorLength, 4), 0) == LocatorSignature)
        {
            directoryEnd = endOffset - LocatorLength - End64Length;
            record = ReadEnd64(file, directoryEnd, record);
        }
        if (!oneDisk)
            throw file.Error("its zip archive is split over several files");
        if (record.DirectoryOffset < 0
            || record.DirectoryLength < 0
            || record.DirectoryOffset > directoryEnd
            || record.DirectoryOffset + record.DirectoryLength != directoryEnd)
        {
            throw file.Error(
                $"its zip end record puts the central directory at {record.DirectoryOffset} with {record.DirectoryLength} bytes, " +
                $"but it must end at {directoryEnd}");
        }

        return record;
    }

    // PyTorch writes the 64-bit records always. Where the 32-bit record holds a number, the two must agree.
    private static ZipEndRecord ReadEnd64(CheckpointFile file, long offset, ZipEndRecord small)
    {
        byte[] bytes = file.Read(offset, End64Length + LocatorLength);
        ReadOnlySpan<byte> locator = bytes.AsSpan(End64Length);
        bool sound = UInt32(bytes, 0) == End64Signature
            && Int64(bytes, 4) == End64Length - 12
            && UInt32(bytes, 16) == 0 && UInt32(bytes, 20) == 0
            && Int64(bytes, 24) == Int64(bytes, 32)
            && UInt32(locator, 4) == 0 && Int64(locator, 8) == offset && UInt32(locator, 16) is 0 or 1;
        ZipEndRecord large = new(Int64(bytes, 48), Int64(bytes, 40), Int64(bytes, 32));
        bool agree = (small.DirectoryOffset == uint.MaxValue || small.DirectoryOffset == large.DirectoryOffset)
            && (small.DirectoryLength == uint.MaxValue || small.DirectoryLength == large.DirectoryLength)
            && (small.EntryCount == ushort.MaxValue || small.EntryCount == large.EntryCount);
        if (!sound || !agree)
            throw file.Error("its zip64 end record is broken or disagrees with the zip end record");
        return large;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes[offset..]);
}

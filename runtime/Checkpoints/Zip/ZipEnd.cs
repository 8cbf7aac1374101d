using System.Buffers.Binary;

namespace Emo;

/// <summary>The record at the end of a zip archive, which says where its directory lies.</summary>
internal sealed record ZipEnd(long EntryCount, long DirectoryOffset, long DirectorySize)
{
    private const uint Signature = 0x06054b50;
    private const int RecordSize = 22;
    private const uint Zip64LocatorSignature = 0x07064b50;
    private const int Zip64LocatorSize = 20;
    private const uint Zip64Signature = 0x06064b50;
    private const int Zip64RecordSize = 56;
    private const int MinEntrySize = 46;

    public static ZipEnd Find(ICheckpointBytes bytes)
    {
        long recordOffset = Locate(bytes, out byte[] record);
        var end = new ZipEnd(
            BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(10)),
            BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(16)),
            BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(12)));
        if (end.EntryCount == ushort.MaxValue || end.DirectoryOffset == uint.MaxValue || end.DirectorySize == uint.MaxValue)
            end = ReadZip64(bytes, recordOffset);
        if (end.DirectoryOffset < 0 || end.DirectorySize < 0 || end.DirectorySize > int.MaxValue || end.DirectoryOffset > bytes.Length - end.DirectorySize)
            throw Invalid(bytes, "its zip directory does not lie within the file");
        if (end.EntryCount < 0 || end.EntryCount > end.DirectorySize / MinEntrySize)
            throw Invalid(bytes, $"its zip directory of {end.DirectorySize} bytes cannot hold {end.EntryCount} entries");
        return end;
    }

    public static CheckpointException Invalid(ICheckpointBytes bytes, string reason) =>
        new($"'{bytes.Name}' is not a valid checkpoint: {reason}.");

    /// <summary>torch.save writes no archive comment, so the record is the file's last bytes.</summary>
    private static long Locate(ICheckpointBytes bytes, out byte[] record)
    {
        record = new byte[RecordSize];
        long offset = bytes.Length - RecordSize;
        if (offset >= 0)
            bytes.Read(offset, record);
        if (offset < 0 || BinaryPrimitives.ReadUInt32LittleEndian(record) != Signature)
            throw Invalid(bytes, "it starts like a zip archive, but does not end like one: the file is probably cut off");
        return offset;
    }

    private static ZipEnd ReadZip64(ICheckpointBytes bytes, long recordOffset)
    {
        byte[] locator = new byte[Zip64LocatorSize];
        byte[] record = new byte[Zip64RecordSize];
        if (recordOffset < Zip64LocatorSize)
            throw Invalid(bytes, "its zip64 record is missing");
        bytes.Read(recordOffset - Zip64LocatorSize, locator);
        long offset = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != Zip64LocatorSignature || offset < 0 || offset > bytes.Length - Zip64RecordSize)
            throw Invalid(bytes, "its zip64 record is missing");
        bytes.Read(offset, record);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != Zip64Signature)
            throw Invalid(bytes, "its zip64 record is broken");
        return new ZipEnd(
            BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)),
            BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)),
            BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)));
    }
}

using System.Buffers.Binary;

namespace Emo.Checkpoints;

/// <summary>
/// Reads the directory of a zip archive as strictly as torch.save writes it: stored entries only, unique plain names, local
/// headers and data descriptors that agree with the central directory, no overlap. (System.IO.Compression accepts all of these
/// faults, or hides them.) Layout: PKWARE APPNOTE 6.3.10. Checksums are not looked at, as in PyTorch, which can be told
/// to leave them out.
/// </summary>
internal static class ZipDirectory
{
    private const long MaxDirectoryLength = 64 << 20;
    private const int HeaderLength = 46;
    private const uint HeaderSignature = 0x02014b50;
    private const int EncryptionFlags = 0x2041;

    /// <summary>The entries by name.</summary>
    public static Dictionary<string, ZipRecord> Read(CheckpointFile file)
    {
        var end = ZipEndRecord.Read(file);
        if (end.DirectoryLength > MaxDirectoryLength)
        {
            throw file.Error(
                $"the central directory of its zip archive has {end.DirectoryLength} bytes, at most {MaxDirectoryLength} are allowed");
        }

        List<ZipEntry> entries = [];
        ReadOnlySpan<byte> directory = file.Read(end.DirectoryOffset, end.DirectoryLength);
        while (!directory.IsEmpty)
            entries.Add(ReadEntry(file, ref directory));
        if (entries.Count != end.EntryCount)
            throw file.Error($"its zip archive has {entries.Count} entries, but its end record claims {end.EntryCount}");
        return Locate(file, entries, end.DirectoryOffset);
    }

    // In file order, so that an overlap ends it before the same bytes are read again and again.
    private static Dictionary<string, ZipRecord> Locate(CheckpointFile file, List<ZipEntry> entries, long directoryOffset)
    {
        // PyTorch finds entries whatever their case: of two that differ in case only it takes another one than others would.
        Dictionary<string, ZipRecord> records = new(entries.Count, StringComparer.OrdinalIgnoreCase);
        long previousEnd = 0;
        foreach (var entry in entries.OrderBy(e => e.LocalHeaderOffset))
        {
            if (records.ContainsKey(entry.Name))
                throw file.Error($"entry {Printable.Quote(entry.Name)} occurs twice in its zip archive");
            if (entry.LocalHeaderOffset < previousEnd)
                throw file.Error($"entry {Printable.Quote(entry.Name)} of its zip archive overlaps the one before");
            records.Add(entry.Name, ZipLocalHeader.Locate(file, entry, directoryOffset, out previousEnd));
        }
        return records;
    }

    private static ZipEntry ReadEntry(CheckpointFile file, ref ReadOnlySpan<byte> directory)
    {
        if (directory.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(directory) != HeaderSignature)
            throw file.Error("the central directory of its zip archive is broken");
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(directory[8..]);
        ushort method = BinaryPrimitives.ReadUInt16LittleEndian(directory[10..]);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
        int disk = BinaryPrimitives.ReadUInt16LittleEndian(directory[34..]);
        int length = HeaderLength + nameLength + extraLength + commentLength;
        if (length > directory.Length)
            throw file.Error("the central directory of its zip archive is broken");

        var nameBytes = directory.Slice(HeaderLength, nameLength);
        string name = ZipNames.Decode(file, nameBytes);
        if (method != 0)
        {
            throw file.Error(
                $"entry {Printable.Quote(name)} of its zip archive is compressed (method {method}); " +
                "torch.save stores entries uncompressed");
        }

        if ((flags & EncryptionFlags) != 0 || disk != 0)
            throw file.Error($"entry {Printable.Quote(name)} of its zip archive is encrypted or lies in another file");

        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(directory[20..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]);
        if (!Zip64Extra.Apply(directory.Slice(HeaderLength + nameLength, extraLength), ref size, ref compressed, ref offset))
            throw file.Error($"entry {Printable.Quote(name)} of its zip archive has broken 64-bit sizes");
        if (compressed != size)
            throw file.Error($"entry {Printable.Quote(name)} of its zip archive is stored, but has two sizes, {compressed} and {size}");

        ZipEntry entry = new(name, nameBytes.ToArray(), flags, size, offset);
        directory = directory[length..];
        return entry;
    }
}

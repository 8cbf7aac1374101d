using System.Buffers.Binary;
using System.Text;

namespace Emo;

/// <summary>
/// A strict reader of zip archives as torch.save writes them: stored entries only, each name once, local headers that agree
/// with the central directory, no overlaps. A general zip library is too lenient here: two readers that disagree about a
/// file's content are how files are smuggled past checks.
/// </summary>
internal sealed class ZipDirectory
{
    private const uint EntrySignature = 0x02014b50;
    private const int EntrySize = 46;
    private const ushort Encrypted = 1;

    private readonly ICheckpointBytes _bytes;

    private ZipDirectory(ICheckpointBytes bytes) => _bytes = bytes;

    /// <exception cref="CheckpointException">The archive is broken or has what torch.save does not write.</exception>
    public static Dictionary<string, ZipEntry> Read(ICheckpointBytes bytes) => new ZipDirectory(bytes).Read();

    private Dictionary<string, ZipEntry> Read()
    {
        var end = ZipEnd.Find(_bytes);
        byte[] directory = new byte[end.DirectorySize];
        _bytes.Read(end.DirectoryOffset, directory);
        var entries = new Dictionary<string, ZipEntry>(StringComparer.Ordinal);
        int position = 0;
        for (long i = 0; i < end.EntryCount; i++)
        {
            var entry = ReadEntry(directory, ref position, end.DirectoryOffset);
            if (!entries.TryAdd(entry.Name, entry))
                throw Invalid($"it has two entries '{entry.Name}'");
        }

        if (position != directory.Length)
            throw Invalid($"{directory.Length - position} bytes follow the last entry of the zip directory");
        CheckOverlaps(entries.Values);
        return entries;
    }

    private ZipEntry ReadEntry(byte[] directory, ref int position, long directoryOffset)
    {
        if (directory.Length - position < EntrySize)
            throw Invalid("the zip directory has fewer entries than it claims");
        var header = directory.AsSpan(position, EntrySize);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != EntrySignature)
            throw Invalid("the zip directory is broken");
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        if (directory.Length - position - EntrySize < nameLength + extraLength + commentLength)
            throw Invalid("the zip directory ends inside an entry");

        string name = Name(directory.AsSpan(position + EntrySize, nameLength));
        var sizes = new ZipSizes(
            BinaryPrimitives.ReadUInt32LittleEndian(header[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[42..]));
        if (!sizes.ReadZip64(directory.AsSpan(position + EntrySize + nameLength, extraLength)))
            throw Invalid($"the zip64 sizes of entry '{name}' are broken");
        position += EntrySize + nameLength + extraLength + commentLength;

        if (BinaryPrimitives.ReadUInt16LittleEndian(header[10..]) != 0)
            throw Invalid($"entry '{name}' is compressed; torch.save only stores, and a small compressed file can claim to be huge");
        if ((BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) & Encrypted) != 0)
            throw Invalid($"entry '{name}' is encrypted");
        if (sizes.Size != sizes.CompressedSize)
            throw Invalid($"entry '{name}' is stored, but has {sizes.CompressedSize} bytes for a size of {sizes.Size}");
        long offset = ZipLocalHeader.DataOffset(_bytes, name, sizes);
        if (sizes.Size > directoryOffset - offset)
            throw Invalid($"entry '{name}' of {sizes.Size} bytes at byte {offset} runs into the zip directory");
        return new ZipEntry(name, sizes.HeaderOffset, offset, sizes.Size);
    }

    private string Name(ReadOnlySpan<byte> utf8)
    {
        string name;
        try
        {
            name = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
        }
        catch (DecoderFallbackException exception)
        {
            throw new CheckpointException($"'{_bytes.Name}' is not a valid checkpoint: an entry's name is not UTF-8.", exception);
        }

        TensorNames.Check(_bytes.Name, name);
        if (name.Length == 0 || name.StartsWith('/') || name.Contains('\\') || name.Contains(':') || name.Split('/').Contains(".."))
            throw Invalid($"entry '{name}' has an absolute path or one that leaves the archive");
        return name;
    }

    private void CheckOverlaps(IEnumerable<ZipEntry> entries)
    {
        long end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.HeaderOffset))
        {
            if (entry.HeaderOffset < end)
                throw Invalid($"entry '{entry.Name}' overlaps the one before it");
            end = entry.Offset + entry.Length;
        }
    }

    private CheckpointException Invalid(string reason) => ZipEnd.Invalid(_bytes, reason);
}

using System.Buffers.Binary;
using System.Text;

namespace Emo.Runtime.Tests.Checkpoints.Support;

/// <summary>Writes zip archives as torch.save does, with every field open to lies.</summary>
internal sealed class ZipBuilder
{
    private readonly List<Entry> _entries = [];

    public ZipBuilder Add(string name, byte[] data, Func<Entry, Entry>? change = null)
    {
        var entry = new Entry(name, name, data, Method: 0, LocalMethod: 0, Size: (uint)data.Length, CompressedSize: (uint)data.Length, LocalSize: (uint)data.Length, Flags: 0);
        _entries.Add(change is null ? entry : change(entry));
        return this;
    }

    public byte[] Build(int? claimedEntries = null)
    {
        using var file = new MemoryStream();
        var offsets = new List<long>();
        foreach (var entry in _entries)
        {
            offsets.Add(entry.HeaderOffset ?? file.Length);
            file.Write(Local(entry));
            file.Write(entry.Data);
        }

        long directory = file.Length;
        for (int i = 0; i < _entries.Count; i++)
            file.Write(Central(_entries[i], (uint)offsets[i]));
        byte[] end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)(claimedEntries ?? _entries.Count));
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)(claimedEntries ?? _entries.Count));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)(file.Length - directory));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)directory);
        file.Write(end);
        return file.ToArray();
    }

    private static byte[] Local(Entry entry)
    {
        byte[] name = Encoding.UTF8.GetBytes(entry.LocalName);
        byte[] header = new byte[30];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), entry.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), entry.LocalMethod);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(18), entry.LocalSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(22), entry.LocalSize);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(26), (ushort)name.Length);
        return [.. header, .. name];
    }

    private static byte[] Central(Entry entry, uint offset)
    {
        byte[] name = Encoding.UTF8.GetBytes(entry.Name);
        byte[] header = new byte[46];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), entry.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(10), entry.Method);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), entry.CompressedSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), entry.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(28), (ushort)name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), offset);
        return [.. header, .. name];
    }

    internal sealed record Entry(
        string Name, string LocalName, byte[] Data, ushort Method, ushort LocalMethod, uint Size, uint CompressedSize, uint LocalSize, ushort Flags, uint? HeaderOffset = null);
}

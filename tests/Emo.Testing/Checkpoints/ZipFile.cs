using System.Text;

namespace Emo.Testing;

/// <summary>
/// Writes zip archives as PyTorch does: stored, data aligned to 64 bytes, descriptors, zip64 end record. Every number can
/// be made to lie.
/// </summary>
internal sealed class ZipFile
{
    private readonly List<byte> _bytes = [];
    private readonly List<long> _offsets = [];

    public List<ZipItem> Items { get; } = [];

    public bool Zip64End { get; init; } = true;

    public byte[] Comment { get; init; } = [];

    public byte[] Appended { get; init; } = [];

    public int ExtraEntries { get; init; }

    public int DirectoryShift { get; init; }

    /// <summary>Added to the 32-bit entry count only, so that the two end records disagree.</summary>
    public int SmallCountShift { get; init; }

    public ushort Disk { get; init; }

    public byte[] Save()
    {
        foreach (var item in Items)
            WriteItem(item);
        long start = _bytes.Count;
        for (int i = 0; i < Items.Count; i++)
            WriteDirectoryEntry(Items[i], _offsets[i]);
        WriteEnd(start, _bytes.Count - start);
        _bytes.AddRange(Appended);
        return [.. _bytes];
    }

    private void WriteItem(ZipItem item)
    {
        _offsets.Add(_bytes.Count);
        byte[] name = Encoding.UTF8.GetBytes(item.LocalName ?? item.Name);
        int padding = (64 - ((_bytes.Count + 30 + name.Length + 4) % 64)) % 64;
        bool descriptor = (item.Flags & 8) != 0;
        uint size = item.LocalSize ?? (descriptor ? 0 : (uint)item.Data.Length);
        UInt32(0x04034b50);
        UInt16(0);
        UInt16(item.Flags);
        UInt16(item.Method);
        UInt32(0);
        UInt32(0);
        UInt32(size);
        UInt32(size);
        UInt16(name.Length);
        UInt16(4 + padding);
        _bytes.AddRange(name);
        _bytes.AddRange("FB"u8);
        UInt16(padding);
        _bytes.AddRange(Enumerable.Repeat((byte)'Z', padding));
        _bytes.AddRange(item.Data);
        if (!descriptor)
            return;
        UInt32(0x08074b50);
        UInt32(0);
        UInt32(item.DescriptorSize ?? (uint)item.Data.Length);
        UInt32(item.DescriptorSize ?? (uint)item.Data.Length);
    }

    private void WriteDirectoryEntry(ZipItem item, long offset)
    {
        byte[] name = Encoding.UTF8.GetBytes(item.Name);
        long size = item.CentralSize ?? item.Data.Length;
        long compressed = item.CentralCompressedSize ?? size;
        long header = item.HeaderOffset ?? offset;
        UInt32(0x02014b50);
        UInt32(0);
        UInt16(item.Flags);
        UInt16(item.Method);
        UInt32(0);
        UInt32(0);
        UInt32(item.Zip64 ? uint.MaxValue : (uint)compressed);
        UInt32(item.Zip64 ? uint.MaxValue : (uint)size);
        UInt16(name.Length);
        UInt16(item.Zip64 ? 28 : 0);
        UInt16(0);
        UInt16(0);
        UInt16(0);
        UInt32(0);
        UInt32(item.Zip64 ? uint.MaxValue : (uint)header);
        _bytes.AddRange(name);
        if (!item.Zip64)
            return;
        UInt16(1);
        UInt16(24);
        Int64(size);
        Int64(compressed);
        Int64(header);
    }

    private void WriteEnd(long start, long length)
    {
        long end = _bytes.Count;
        int count = Items.Count + ExtraEntries;
        if (Zip64End)
        {
            UInt32(0x06064b50);
            Int64(44);
            UInt16(0);
            UInt16(0);
            UInt32(0);
            UInt32(0);
            Int64(count);
            Int64(count);
            Int64(length);
            Int64(start + DirectoryShift);
            UInt32(0x07064b50);
            UInt32(0);
            Int64(end);
            UInt32(1);
        }
        UInt32(0x06054b50);
        UInt16(Disk);
        UInt16(Disk);
        UInt16(count + SmallCountShift);
        UInt16(count + SmallCountShift);
        UInt32((uint)length);
        UInt32((uint)(start + DirectoryShift));
        UInt16(Comment.Length);
        _bytes.AddRange(Comment);
    }

    private void UInt16(int value) => _bytes.AddRange(BitConverter.GetBytes(unchecked((ushort)value)));

    private void UInt32(uint value) => _bytes.AddRange(BitConverter.GetBytes(value));

    private void Int64(long value) => _bytes.AddRange(BitConverter.GetBytes(value));
}

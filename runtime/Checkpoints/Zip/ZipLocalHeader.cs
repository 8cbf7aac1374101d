using System.Buffers.Binary;
using System.Text;

namespace Emo;

/// <summary>The header before an entry's data, which must agree with the central directory.</summary>
internal static class ZipLocalHeader
{
    private const uint Signature = 0x04034b50;
    private const int HeaderSize = 30;
    private const ushort SizesFollow = 8;

    /// <summary>Where the entry's data starts.</summary>
    public static long DataOffset(ICheckpointBytes bytes, string name, ZipSizes sizes)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (sizes.HeaderOffset > bytes.Length - HeaderSize)
            throw ZipEnd.Invalid(bytes, $"the header of entry '{name}' would lie at byte {sizes.HeaderOffset}, past the end");
        bytes.Read(sizes.HeaderOffset, header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Signature)
            throw ZipEnd.Invalid(bytes, $"there is no header of entry '{name}' at byte {sizes.HeaderOffset}");
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        long offset = sizes.HeaderOffset + HeaderSize + nameLength + extraLength;
        if (offset > bytes.Length)
            throw ZipEnd.Invalid(bytes, $"the header of entry '{name}' reaches past the end");

        byte[] localName = new byte[nameLength];
        bytes.Read(sizes.HeaderOffset + HeaderSize, localName);
        if (!localName.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(name)))
            throw ZipEnd.Invalid(bytes, $"the header of entry '{name}' has another name than the zip directory");
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != 0)
            throw ZipEnd.Invalid(bytes, $"the header of entry '{name}' says that it is compressed");
        bool hasSizes = (BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & SizesFollow) == 0;
        uint compressed = BinaryPrimitives.ReadUInt32LittleEndian(header[18..]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(header[22..]);
        if (hasSizes && (Differs(compressed, sizes.CompressedSize) || Differs(size, sizes.Size)))
            throw ZipEnd.Invalid(bytes, $"the header of entry '{name}' has another size than the zip directory");
        return offset;
    }

    private static bool Differs(uint local, long directory) => local != uint.MaxValue && local != directory;
}

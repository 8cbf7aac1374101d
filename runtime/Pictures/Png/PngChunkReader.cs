using System.Buffers.Binary;
using System.IO.Hashing;

namespace Emo.Pictures.Png;

/// <summary>Walks the chunks of a PNG file and checks their lengths and checksums.</summary>
/// <param name="file">The file, or its beginning.</param>
/// <param name="position">Where the first chunk is.</param>
internal ref struct PngChunkReader(ReadOnlySpan<byte> file, int position)
{
    private const int LengthAndName = 8;
    private const int Checksum = 4;
    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>Where the next chunk is.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The next chunk's name and its data. A file that ends before IEND is an error.</summary>
    public uint Next(out ReadOnlySpan<byte> data)
    {
        if (!TryNext(out uint name, out data, checkData: true))
            throw new PictureException("The PNG file is cut short: it ends before its end marker (IEND). Get a complete copy.");
        return name;
    }

    /// <summary>The same; false where the file, or what is here of it, ends before the chunk does.</summary>
    /// <param name="name">The chunk's name.</param>
    /// <param name="data">The chunk's data.</param>
    /// <param name="checkData">Whether the checksums of pixel data are checked too; the others' always are.</param>
    public bool TryNext(out uint name, out ReadOnlySpan<byte> data, bool checkData)
    {
        name = 0;
        data = default;
        var rest = _file[Position..];
        if (rest.Length < LengthAndName)
            return false;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        name = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
        if (!PngChunk.IsName(name))
            throw new PictureException($"The PNG file is damaged: a chunk's name is not four letters but {name:X8}.");
        if (length > rest.Length - LengthAndName - (long)Checksum)
            return false;

        var typed = rest.Slice(4, 4 + (int)length);
        data = typed[4..];
        uint expected = BinaryPrimitives.ReadUInt32BigEndian(rest[(LengthAndName + (int)length)..]);
        if ((checkData || name != PngChunk.Data) && Crc32.HashToUInt32(typed) != expected)
            throw new PictureException($"The PNG file is damaged: the checksum of its {PngChunk.NameOf(name)} chunk is wrong.");
        Position += LengthAndName + (int)length + Checksum;
        return true;
    }
}

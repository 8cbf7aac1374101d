using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Emo.Pictures.Png;

/// <summary>Walks the chunks of a PNG file and checks their lengths and checksums.</summary>
internal ref struct PngChunkReader(ReadOnlySpan<byte> chunks)
{
    private ReadOnlySpan<byte> _rest = chunks;

    /// <summary>The next chunk's four-letter name and its data. A file that ends before IEND is an error.</summary>
    public string Next(out ReadOnlySpan<byte> data)
    {
        if (_rest.Length < 8)
            throw Truncated();
        uint length = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        var typed = _rest[4..];
        string name = Encoding.Latin1.GetString(typed[..4]);
        if (!IsName(typed[..4]))
        {
            throw new PictureException("The PNG file is damaged: a chunk's name is not four letters " +
                $"but {Convert.ToHexString(typed[..4])}.");
        }

        if (length > typed.Length - 8L)
            throw Truncated();
        data = typed.Slice(4, (int)length);
        uint expected = BinaryPrimitives.ReadUInt32BigEndian(typed[(4 + (int)length)..]);
        if (Crc32.HashToUInt32(typed[..(4 + (int)length)]) != expected)
            throw new PictureException($"The PNG file is damaged: the checksum of its {name} chunk is wrong.");

        _rest = typed[(8 + (int)length)..];
        return name;
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (byte letter in name)
        {
            if (!char.IsAsciiLetter((char)letter))
                return false;
        }

        return true;
    }

    private static PictureException Truncated() =>
        new("The PNG file is cut short: it ends before its end marker (IEND). Get a complete copy.");
}

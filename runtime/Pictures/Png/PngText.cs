using System.IO.Compression;
using System.Text.Unicode;

namespace Emo.Pictures.Png;

/// <summary>
/// Reads text chunks as Pillow 9.4 does: a key, a zero, then the text, in zTXt and perhaps in iTXt compressed. What they inflate to is
/// bounded, each and all together.
/// </summary>
internal struct PngText
{
    private const int MaxBytes = 1 << 20;
    private const int MaxBytesInAll = 64 << 20;
    private int _inflated;

    /// <summary>The key of a text chunk: all of it where no zero ends it.</summary>
    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> chunk)
    {
        int end = chunk.IndexOf((byte)0);
        return end < 0 ? chunk : chunk[..end];
    }

    /// <summary>The text of a chunk; false where the chunk counts for nothing because it is not in order.</summary>
    /// <param name="name">tEXt, zTXt or iTXt.</param>
    /// <param name="chunk">The chunk's data.</param>
    /// <param name="text">In Latin-1; of iTXt in UTF-8.</param>
    public bool TryRead(uint name, ReadOnlySpan<byte> chunk, out ReadOnlySpan<byte> text)
    {
        int key = KeyOf(chunk).Length;
        text = key == chunk.Length ? [] : chunk[(key + 1)..];
        if (name == PngChunk.Text)
            return true;
        if (name == PngChunk.CompressedText)
        {
            text = text.IsEmpty || !TryInflate(text[1..], out byte[] inflated) ? [] : inflated;
            return true;
        }

        return key < chunk.Length && TryReadInternational(text, out text);
    }

    private bool TryReadInternational(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        text = [];
        if (rest.Length < 2)
            return false;
        (bool isCompressed, int method) = (rest[0] != 0, rest[1]);
        rest = rest[2..];
        for (int field = 0; field < 2; field++) // the language, and the key in that language
        {
            int end = rest.IndexOf((byte)0);
            if (end < 0 || !Utf8.IsValid(rest[..end]))
                return false;
            rest = rest[(end + 1)..];
        }

        if (isCompressed)
        {
            if (method != 0 || !TryInflate(rest, out byte[] inflated))
                return false;
            rest = inflated;
        }

        text = rest;
        return Utf8.IsValid(text);
    }

    /// <summary>Inflates a zlib stream, or what there is of one that is cut short; false where it is damaged.</summary>
    private bool TryInflate(ReadOnlySpan<byte> compressed, out byte[] inflated)
    {
        inflated = [];
        using var zlib = new ZLibStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        byte[] block = new byte[4096];
        try
        {
            int read;
            while ((read = zlib.Read(block)) > 0)
            {
                bytes.Write(block, 0, read);
                _inflated += read;
                if (bytes.Length > MaxBytes || _inflated > MaxBytesInAll)
                {
                    throw new PictureException(
                        $"The PNG file has a text that inflates to more than {MaxBytes} bytes, or to {MaxBytesInAll} with others.");
                }
            }
        }
        catch (Exception e) when (PngErrors.IsOfZlib(e))
        {
            return false;
        }

        inflated = bytes.ToArray();
        return true;
    }
}

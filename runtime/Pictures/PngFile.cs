using System.Buffers.Binary;

namespace Emo;

/// <summary>Walks the chunks of a PNG file: lengths, checksums, order of the outermost ones, and the size of its data.</summary>
internal static class PngFile
{
    private const int ChunkOverhead = 12;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Returns the picture's size.</summary>
    public static (int Width, int Height) Check(ReadOnlySpan<byte> file)
    {
        (int Width, int Height)? size = null;
        bool hasData = false;
        for (int position = Signature.Length; ;)
        {
            if (file.Length - position < ChunkOverhead)
                throw new PictureException("The PNG file ends before its last chunk: it is cut off.");
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[position..]);
            if (length > file.Length - position - ChunkOverhead)
                throw new PictureException("The PNG file ends inside a chunk: it is cut off.");
            var body = file.Slice(position + 4, 4 + (int)length);
            uint checksum = BinaryPrimitives.ReadUInt32BigEndian(file[(position + 8 + (int)length)..]);
            if (PngChecksum.Of(body) != checksum)
                throw new PictureException("A chunk of the PNG file has the wrong checksum: it is damaged.");
            position += ChunkOverhead + (int)length;

            var type = body[..4];
            if (size is null)
                size = type.SequenceEqual("IHDR"u8) && length == 13 ? Header(body[4..]) : throw new PictureException("The PNG file does not start with its header.");
            else if (type.SequenceEqual("IDAT"u8))
                hasData = true;
            else if (type.SequenceEqual("IEND"u8))
                return hasData ? size.Value : throw new PictureException("The PNG file has no data.");
        }
    }

    private static (int Width, int Height) Header(ReadOnlySpan<byte> header)
    {
        uint width = BinaryPrimitives.ReadUInt32BigEndian(header);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (width > int.MaxValue || height > int.MaxValue)
            throw new PictureException($"The PNG file claims a size of {width}x{height}.");
        return ((int)width, (int)height);
    }
}

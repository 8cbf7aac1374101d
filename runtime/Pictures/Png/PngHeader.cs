using System.Buffers.Binary;

namespace Emo.Pictures.Png;

/// <summary>The IHDR chunk: size, sample layout, interlacing.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType, bool Interlaced)
{
    private const int Length = 13;

    public int Channels => ColorType switch
    {
        PngColorType.Grey or PngColorType.Palette => 1,
        PngColorType.GreyAlpha => 2,
        PngColorType.TrueColor => 3,
        _ => 4,
    };

    /// <summary>The distance in bytes to the pixel on the left, as the filters see it.</summary>
    public int FilterDistance => Math.Max(1, Channels * BitDepth / 8);

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without its filter byte.</summary>
    public int RowBytes(int width) => (int)((((long)width * Channels * BitDepth) + 7) / 8);

    /// <summary>Bytes of all rows with their filter bytes: what the compressed data must hold.</summary>
    public long DataBytes
    {
        get
        {
            long bytes = 0;
            foreach (var pass in PngPass.Of(this))
                bytes += (RowBytes(pass.Width) + 1L) * pass.Height;
            return bytes;
        }
    }

    /// <summary>Reads a file's first chunk.</summary>
    public static PngHeader OfFirst(uint name, ReadOnlySpan<byte> data, PictureOptions options) => name == PngChunk.Header
        ? Parse(data, options)
        : throw PngErrors.Damaged($"it starts with a {PngChunk.NameOf(name)} chunk instead of IHDR");

    private static PngHeader Parse(ReadOnlySpan<byte> data, PictureOptions options)
    {
        if (data.Length != Length)
            throw new PictureException($"The PNG header has {data.Length} bytes instead of {Length}.");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        options.CheckSize(width, height);

        var header = new PngHeader((int)width, (int)height, data[8], (PngColorType)data[9], data[12] == 1);
        if (!header.HasValidLayout)
        {
            throw new PictureException(
                $"The PNG header is not valid: bit depth {header.BitDepth} with colour type {data[9]}.");
        }

        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
        {
            throw new PictureException(
                $"The PNG header is not valid: compression {data[10]} (0 expected), filter {data[11]} (0 expected), " +
                $"interlace {data[12]} (0 or 1 expected).");
        }

        return header;
    }

    private bool HasValidLayout => ColorType switch
    {
        PngColorType.Grey => BitDepth is 1 or 2 or 4 or 8 or 16,
        PngColorType.Palette => BitDepth is 1 or 2 or 4 or 8,
        PngColorType.TrueColor or PngColorType.GreyAlpha or PngColorType.TrueColorAlpha => BitDepth is 8 or 16,
        _ => false,
    };
}

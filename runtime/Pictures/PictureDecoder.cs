using Emo.CompilerServices;
using Emo.Pictures.Jpeg;
using Emo.Pictures.Png;

namespace Emo.Pictures;

/// <summary>From a file's bytes to an upright picture: tells the format, decodes, applies the orientation.</summary>
internal static class PictureDecoder
{
    public static Picture Decode(ReadOnlySpan<byte> file, PictureOptions options)
    {
        var pixels = new NewPixels();
        var info = Decode(file, options, new PictureWorkspace(), ref pixels);
        return new Picture(info.Width, info.Height, pixels.Pixels);
    }

    public static PictureInfo Decode<TPixels>(
        ReadOnlySpan<byte> file, PictureOptions options, PictureWorkspace workspace, ref TPixels pixels)
        where TPixels : IPixelBuffer, allows ref struct
    {
        if (PngFile.HasSignature(file))
            return PngDecoder.Decode(file, options, workspace, ref pixels);
        if (JpegFile.HasSignature(file))
            return JpegDecoder.Decode(file, options, workspace, ref pixels);
        throw UnknownFormat.Error(file);
    }

    /// <summary>Reads a stream to its end, but never more than <paramref name="limit"/> bytes.</summary>
    public static ArraySegment<byte> ReadAll(Stream file, int limit)
    {
        long expected = file.CanSeek ? file.Length - file.Position : 0;
        if (expected > limit)
            throw TooLong(limit);

        byte[] bytes = new byte[Math.Max(expected + 1, 64 << 10)];
        FreshMemory.Populate(bytes.AsSpan(0, (int)expected));
        int length = 0;
        while (true)
        {
            int read = file.Read(bytes.AsSpan(length));
            if (read == 0)
                return new ArraySegment<byte>(bytes, 0, length);
            length += read;
            if (length > limit)
                throw TooLong(limit);
            if (length == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(2L * length, Math.Min(limit + 1L, Array.MaxLength)));
        }
    }

    /// <summary>Runs <paramref name="read"/>; what it says of the picture is said of the file at <paramref name="path"/>.</summary>
    public static T NamingFile<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PictureException e)
        {
            throw new PictureException($"{path}: {e.Message}", e.InnerException);
        }
    }

    public static PictureException TooLong(int limit) => new(
        $"The file has more than {limit} bytes, the limit. " +
        $"Raise {nameof(PictureOptions)}.{nameof(PictureOptions.MaxFileBytes)} if you trust it.");
}

using Emo.Pictures.Jpeg;
using Emo.Pictures.Png;

namespace Emo.Pictures;

/// <summary>From a file's bytes to its format, size and orientation, without its pixels.</summary>
internal static class PictureIdentifier
{
    private const int FirstBytes = 64 << 10;

    /// <summary>Identifies a whole file.</summary>
    public static PictureInfo Identify(ReadOnlySpan<byte> file, PictureOptions options) =>
        Identify(file, isWhole: true, options) ?? throw CutShort();

    /// <summary>Identifies a file of which only as much is read as it takes, in steps that double.</summary>
    public static PictureInfo Identify(Stream file, PictureOptions options)
    {
        FileBytes.CheckPosition(file);

        // One byte beyond the limit tells whether the file ends there.
        int limit = options.MaxFileBytes;
        int most = (int)Math.Min(limit + 1L, Array.MaxLength);
        byte[] bytes = new byte[Math.Min(FirstBytes, most)];
        int length = 0;
        while (true)
        {
            int read = file.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            length += read;
            bool isWhole = length < bytes.Length;
            if (Identify(bytes.AsSpan(0, Math.Min(length, limit)), isWhole, options) is { } info)
                return info;
            if (isWhole)
                throw CutShort();
            if (length == most)
                throw FileBytes.TooLong(limit);
            Array.Resize(ref bytes, (int)Math.Min(2L * length, most));
        }
    }

    /// <summary>Null where <paramref name="start"/> ends too early and there may be more of the file.</summary>
    private static PictureInfo? Identify(ReadOnlySpan<byte> start, bool isWhole, PictureOptions options)
    {
        if (PngFile.HasSignature(start))
            return PngFile.Identify(start, options);
        if (JpegFile.HasSignature(start))
            return JpegIdentifier.Identify(start, options);
        return isWhole || start.Length >= FirstBytes ? throw UnknownFormat.Error(start) : null;
    }

    private static PictureException CutShort() => new("The file is cut short: it ends before its header does. Get a complete copy.");
}

namespace Emo;

/// <summary>Says what a file is that is neither PNG nor JPEG.</summary>
internal static class PictureKind
{
    public static string Describe(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return "an empty file";
        if (file.StartsWith("GIF8"u8))
            return "a GIF";
        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file.Slice(8, 4).SequenceEqual("WEBP"u8))
            return "a WebP picture";
        if (file.StartsWith("BM"u8))
            return "a BMP";
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            return "a TIFF";
        if (file.Length >= 12 && file.Slice(4, 4).SequenceEqual("ftyp"u8))
            return "an AVIF or HEIC picture, or a video";
        return "no picture of a known kind";
    }
}

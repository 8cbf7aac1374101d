namespace Emo.Pictures;

/// <summary>Names what a file is when it is not a picture that we decode.</summary>
internal static class UnknownFormat
{
    public static PictureException Error(ReadOnlySpan<byte> file) =>
        new($"This is {Describe(file)}; supported are PNG and JPEG. Convert it to one of them.");

    public static string Describe(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return "an empty file";
        if (file.StartsWith("GIF8"u8))
            return "a GIF picture";
        if (file.StartsWith("RIFF"u8) && Has(file, 8, "WEBP"u8))
            return "a WebP picture";
        if (file.StartsWith("BM"u8))
            return "a BMP picture";
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            return "a TIFF picture or camera raw file";
        if (Has(file, 4, "ftypavif"u8))
            return "an AVIF picture";
        if (Has(file, 4, "ftyphei"u8) || Has(file, 4, "ftypmif1"u8))
            return "a HEIC picture";
        if (Has(file, 4, "JXL "u8) || file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]))
            return "a JPEG XL picture";
        if (Has(file, 4, "jP  "u8))
            return "a JPEG 2000 picture";
        if (file.StartsWith("8BPS"u8))
            return "a Photoshop file";
        if (file.StartsWith("%PDF"u8))
            return "a PDF document";
        if (file.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8))
            return "a text file with markup (SVG, HTML or XML)";
        return $"not a known picture format (it starts with {Convert.ToHexString(file[..Math.Min(8, file.Length)])})";
    }

    private static bool Has(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> bytes) =>
        file.Length >= offset && file[offset..].StartsWith(bytes);
}

using System.Text;

namespace Emo.Pictures.Png;

/// <summary>The four-letter names of chunks, as big-endian numbers.</summary>
internal static class PngChunk
{
    public const uint Header = 0x49484452; // IHDR
    public const uint Palette = 0x504C5445; // PLTE
    public const uint Data = 0x49444154; // IDAT
    public const uint End = 0x49454E44; // IEND
    public const uint Transparency = 0x74524E53; // tRNS
    public const uint Exif = 0x65584966; // eXIf
    public const uint Text = 0x74455874; // tEXt
    public const uint CompressedText = 0x7A545874; // zTXt
    public const uint InternationalText = 0x69545874; // iTXt

    private const uint LowerCase = 0x20;

    /// <summary>A capital first letter means: the picture is not to be understood without this chunk.</summary>
    public static bool IsCritical(uint name) => (name & (LowerCase << 24)) == 0;

    public static bool IsName(uint name)
    {
        for (int shift = 0; shift < 32; shift += 8)
        {
            if (!char.IsAsciiLetter((char)(byte)(name >> shift)))
                return false;
        }

        return true;
    }

    public static string NameOf(uint name) =>
        Encoding.ASCII.GetString([(byte)(name >> 24), (byte)(name >> 16), (byte)(name >> 8), (byte)name]);
}

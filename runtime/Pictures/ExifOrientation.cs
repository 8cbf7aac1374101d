using Emo.Pictures.Metadata;

namespace Emo.Pictures;

/// <summary>
/// How a picture's metadata turn it, 1 to 8 as EXIF numbers it, by the rules of Pillow 9.4: any type of TIFF that holds numbers will do;
/// what is not one of the eight counts as upright.
/// </summary>
internal static class ExifOrientation
{
    public const int Upright = 1;
    private const ushort OrientationTag = 0x0112;

    /// <summary>"Exif", two zeros: may stand before the TIFF structure.</summary>
    public static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    private static ReadOnlySpan<byte> App1Prefix => "Exif\0"u8;

    /// <summary>
    /// Reads the APP1 segments of a JPEG file: the first that holds EXIF metadata decides, whatever it says. To be called for each, in
    /// their order, up to the first scan; what comes behind it does not count.
    /// </summary>
    /// <param name="segment">The segment, from the byte behind its length on.</param>
    /// <param name="orientation">Null until a segment has decided, which stays then.</param>
    public static void OfApp1(ReadOnlySpan<byte> segment, ref int? orientation)
    {
        if (orientation == null && segment.StartsWith(App1Prefix))
            orientation = segment.StartsWith(Prefix) ? Read(segment[Prefix.Length..]) : Upright;
    }

    /// <summary>The orientation that the metadata say; upright where they are damaged or silent.</summary>
    /// <param name="tiff">The metadata, from its byte order mark on.</param>
    public static int Read(ReadOnlySpan<byte> tiff) => TryRead(tiff, out int? orientation) ? orientation ?? Upright : Upright;

    /// <summary>False where the metadata are no TIFF structure.</summary>
    /// <param name="tiff">The metadata, from its byte order mark on.</param>
    /// <param name="orientation">1 to 8; null where the metadata do not speak of it.</param>
    public static bool TryRead(ReadOnlySpan<byte> tiff, out int? orientation)
    {
        orientation = null;
        if (!TiffTag.IsTiff(tiff))
            return false;
        if (TiffTag.Find(tiff, OrientationTag) is { } value)
            orientation = value is 2 or 3 or 4 or 5 or 6 or 7 or 8 ? (int)value : Upright;
        return true;
    }
}

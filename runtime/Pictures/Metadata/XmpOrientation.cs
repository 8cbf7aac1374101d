namespace Emo.Pictures.Metadata;

/// <summary>Finds the orientation in XMP metadata as Pillow 9.4 does: by the first text that looks like it.</summary>
internal static class XmpOrientation
{
    private static ReadOnlySpan<byte> Property => "tiff:Orientation"u8;

    /// <summary>1 to 8: what the attribute or the element says; upright where there is none, or it says something else.</summary>
    /// <param name="xmp">The metadata, in ASCII or what extends it.</param>
    public static int Read(ReadOnlySpan<byte> xmp)
    {
        for (int at = xmp.IndexOf(Property); at >= 0; at = xmp.IndexOf(Property))
        {
            xmp = xmp[(at + Property.Length)..];
            var value = xmp.StartsWith("=\""u8) ? xmp[2..] : xmp.StartsWith(">"u8) ? xmp[1..] : [];
            if (!value.IsEmpty && char.IsAsciiDigit((char)value[0]))
                return value[0] is >= (byte)'1' and <= (byte)'8' ? value[0] - '0' : ExifOrientation.Upright;
        }

        return ExifOrientation.Upright;
    }
}

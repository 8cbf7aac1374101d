using Emo.CompilerServices;

namespace Emo.Pictures.Jpeg;

/// <summary>Decodes a whole JPEG picture.</summary>
internal static class JpegDecoder
{
    public static Picture Decode(ReadOnlySpan<byte> file, PictureOptions options)
    {
        var rows = new JpegRows(file, options, new JpegFile());
        byte[] pixels = new byte[3 * rows.Width * rows.Height];
        FreshMemory.Populate(pixels);
        CopyRows(ref rows, pixels);
        return Orientation.Apply(new Picture(rows.Width, rows.Height, pixels), rows.Orientation);
    }

    private static void CopyRows(ref JpegRows rows, Span<byte> pixels)
    {
        int stride = 3 * rows.Width;
        rows.Select(0, 0, rows.Width, rows.Height);
        for (int y = 0; y < rows.Height; y++)
            rows.Row(y).CopyTo(pixels[(stride * y)..]);
        rows.Finish();
    }
}

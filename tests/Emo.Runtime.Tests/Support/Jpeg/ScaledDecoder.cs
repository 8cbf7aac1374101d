using Emo.Pictures.Jpeg;

namespace Emo.Runtime.Tests.Support.Jpeg;

/// <summary>Our decoding to a fraction of the size.</summary>
internal static class ScaledDecoder
{
    /// <summary>The picture as it is stored, by 1, 1/2, 1/4 or 1/8.</summary>
    public static Picture Decode(byte[] file, int scale)
    {
        var rows = new JpegRows(file, PictureOptions.Default, new JpegFile());
        rows.Reduce(scale);
        byte[] pixels = new byte[3 * rows.Width * rows.Height];
        rows.Select(0, 0, rows.Width, rows.Height);
        for (int y = 0; y < rows.Height; y++)
            rows.Row(y).CopyTo(pixels.AsSpan(3 * rows.Width * y));
        rows.Finish();
        return new Picture(rows.Width, rows.Height, pixels);
    }
}

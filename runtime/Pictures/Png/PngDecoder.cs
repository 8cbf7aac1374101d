using Emo.CompilerServices;

namespace Emo.Pictures.Png;

/// <summary>Decodes PNG files to whole pictures.</summary>
internal static class PngDecoder
{
    public static unsafe Picture Decode(ReadOnlySpan<byte> file, PictureOptions options)
    {
        fixed (byte* start = file)
        {
            using var rows = PngRows.Open(start, file.Length, options, new PngMemory());
            byte[] pixels = new byte[3 * rows.Width * rows.Height];
            FreshMemory.Populate(pixels);
            rows.DecodeAll(pixels);
            return Orientation.Apply(new Picture(rows.Width, rows.Height, pixels), rows.Orientation);
        }
    }
}

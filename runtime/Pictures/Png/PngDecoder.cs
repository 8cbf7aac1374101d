using System.IO.Compression;
using Emo.CompilerServices;

namespace Emo.Pictures.Png;

/// <summary>
/// Decodes PNG (ISO/IEC 15948): all colour types and depths, interlaced or not. Decompression stops with the last row,
/// so that data which inflates without end costs nothing.
/// </summary>
internal static class PngDecoder
{
    public static Picture Decode(ArraySegment<byte> file, PictureOptions options)
    {
        var png = PngFile.Read(file, options);
        try
        {
            return Orientation.Apply(DecodePixels(png, options.Background), png.Orientation);
        }
        catch (InvalidDataException e)
        {
            throw new PictureException("The PNG file is damaged: its pixel data does not decompress.", e);
        }
    }

    private static Picture DecodePixels(PngFile png, Rgb background)
    {
        var header = png.Header;
        byte[] pixels = new byte[3 * header.Width * header.Height];
        FreshMemory.Populate(pixels);
        using var data = new ZLibStream(png.OpenData(), CompressionMode.Decompress);
        var rows = new PngRowReader(data, header);
        var converter = new PngPixelConverter(png, background);
        byte[] line = new byte[3 * header.Width];
        foreach (var pass in PngPass.Of(header))
        {
            rows.BeginPass(pass.Width, pass.Height);
            var rgb = line.AsSpan(0, 3 * pass.Width);
            for (int y = 0; y < pass.Height; y++)
            {
                converter.Convert(rows.Next(), rgb);
                int first = 3 * (((pass.Top + (y * pass.StepY)) * header.Width) + pass.Left);
                Scatter(rgb, pixels.AsSpan(first), pass.StepX);
            }
        }

        return new Picture(header.Width, header.Height, pixels);
    }

    private static void Scatter(ReadOnlySpan<byte> rgb, Span<byte> pixels, int step)
    {
        if (step == 1)
        {
            rgb.CopyTo(pixels);
            return;
        }

        for (int i = 0; i < rgb.Length; i += 3)
            rgb.Slice(i, 3).CopyTo(pixels[(i * step)..]);
    }
}

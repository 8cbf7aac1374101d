namespace Emo.Pictures.Png;

/// <summary>Decodes interlaced pictures: seven passes over them, each a picture of its own in the file.</summary>
internal static class PngInterlace
{
    /// <param name="header">The header.</param>
    /// <param name="reader">Reads the rows of the passes.</param>
    /// <param name="converter">Converts them.</param>
    /// <param name="memory">Where samples and lines are.</param>
    /// <param name="pixels">Receives height x width x 3 bytes.</param>
    public static void Decode(PngHeader header, PngRowReader reader, PngPixelConverter converter, PngMemory memory, Span<byte> pixels)
    {
        byte[] line = memory.Line(3L * header.Width);
        byte[] samples = memory.Samples(2L * header.RowBytes(header.Width));
        foreach (var pass in PngPass.Of(header))
        {
            int rowBytes = header.RowBytes(pass.Width);
            var above = samples.AsSpan(0, rowBytes);
            var row = samples.AsSpan(rowBytes, rowBytes);
            above.Clear();
            reader.BeginPass(pass.Width, pass.Height);
            var rgb = line.AsSpan(0, 3 * pass.Width);
            for (int y = 0; y < pass.Height; y++)
            {
                reader.Next(row, above);
                converter.Convert(row, 0, rgb);
                int first = 3 * (((pass.Top + (y * pass.StepY)) * header.Width) + pass.Left);
                Scatter(rgb, pixels[first..], pass.StepX);
                var read = row;
                row = above;
                above = read;
            }
        }

        reader.End();
    }

    private static void Scatter(ReadOnlySpan<byte> rgb, Span<byte> pixels, int step)
    {
        if (step == 1)
        {
            rgb.CopyTo(pixels);
            return;
        }

        for (int i = 0, to = 0; i < rgb.Length; i += 3, to += 3 * step)
        {
            pixels[to] = rgb[i];
            pixels[to + 1] = rgb[i + 1];
            pixels[to + 2] = rgb[i + 2];
        }
    }
}

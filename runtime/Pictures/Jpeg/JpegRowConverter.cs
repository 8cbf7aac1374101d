namespace Emo.Pictures.Jpeg;

/// <summary>Makes rows of RGB of the components' samples.</summary>
internal static class JpegRowConverter
{
    /// <param name="frame">The frame, whose planes have the samples that the row is made of.</param>
    /// <param name="space">What the components are.</param>
    /// <param name="y">The row of the picture.</param>
    /// <param name="area">The columns that are wanted.</param>
    /// <param name="interpolates">Whether halved components are interpolated.</param>
    /// <param name="rgb">Receives 3 bytes a pixel; <see cref="JpegColors.Slack"/> bytes behind them are overwritten.</param>
    public static void Convert(JpegFrame frame, JpegColorSpace space, int y, in JpegArea area, bool interpolates, Span<byte> rgb)
    {
        int left = area.Left, width = area.Width;
        var components = frame.Components;
        var first = JpegUpsampling.Row(components[0].Plane, y, left, left + width, interpolates);
        if (space == JpegColorSpace.Grey)
        {
            JpegColors.ConvertGrey(first, rgb, width);
            return;
        }

        var second = JpegUpsampling.Row(components[1].Plane, y, left, left + width, interpolates);
        var third = JpegUpsampling.Row(components[2].Plane, y, left, left + width, interpolates);
        if (space is JpegColorSpace.YCbCr or JpegColorSpace.Ycck)
            JpegColors.ConvertYCbCr(first, second, third, rgb, width);
        else
            JpegColors.Interleave(first, second, third, rgb, width);

        var pixels = rgb[..(3 * width)];
        if (space == JpegColorSpace.Ycck)
            JpegColors.Invert(pixels);
        if (space is JpegColorSpace.Cmyk or JpegColorSpace.Ycck)
            JpegColors.Darken(JpegUpsampling.Row(components[3].Plane, y, left, left + width, interpolates)[..width], pixels);
    }
}

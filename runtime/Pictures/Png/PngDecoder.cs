namespace Emo.Pictures.Png;

/// <summary>Decodes a whole PNG picture.</summary>
internal static class PngDecoder
{
    /// <param name="file">The file.</param>
    /// <param name="options">How to decode.</param>
    /// <param name="workspace">Memory to use.</param>
    /// <param name="pixels">Gives room for the upright picture, once its size is known.</param>
    public static unsafe PictureInfo Decode<TPixels>(
        ReadOnlySpan<byte> file, PictureOptions options, PictureWorkspace workspace, ref TPixels pixels)
        where TPixels : IPixelBuffer, allows ref struct
    {
        fixed (byte* start = file)
        {
            using var rows = PngRows.Open(start, file.Length, options, workspace.Png);
            var info = Orientations.Describe(PictureFormat.Png, rows.Width, rows.Height, rows.Orientation);
            if (rows.Orientation == Orientations.Upright)
            {
                rows.DecodeAll(pixels.Make(info));
                return info;
            }

            var source = rows;
            workspace.Upright.Copy(ref source, pixels.Make(info));
            rows.Finish();
            return info;
        }
    }
}

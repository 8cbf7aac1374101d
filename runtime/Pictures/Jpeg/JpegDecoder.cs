namespace Emo.Pictures.Jpeg;

/// <summary>Decodes a whole JPEG picture.</summary>
internal static class JpegDecoder
{
    /// <param name="file">The file.</param>
    /// <param name="options">How to decode.</param>
    /// <param name="workspace">Memory to use.</param>
    /// <param name="pixels">Gives room for the upright picture, once its size is known.</param>
    public static PictureInfo Decode<TPixels>(
        ReadOnlySpan<byte> file, PictureOptions options, PictureWorkspace workspace, ref TPixels pixels)
        where TPixels : IPixelBuffer, allows ref struct
    {
        var rows = new JpegRows(file, options, workspace.Jpeg);
        var info = Orientations.Describe(PictureFormat.Jpeg, rows.Width, rows.Height, rows.Orientation);
        if (rows.Orientation == Orientations.Upright)
        {
            rows.DecodeAll(pixels.Make(info));
            return info;
        }

        workspace.Upright.Copy(ref rows, pixels.Make(info));
        rows.Finish();
        return info;
    }
}

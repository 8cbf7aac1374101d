namespace Emo.Pictures.Frames;

/// <summary>Copies a view to an upright picture.</summary>
internal static class UprightCopy
{
    public static Picture Of(PictureView view)
    {
        var rows = new ViewRows(view, new ViewMemory());
        rows.Select(0, 0, rows.Width, rows.Height);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(3 * view.Width * view.Height);
        for (int y = 0; y < rows.Height; y++)
            Put(rows.Row(y), view, y, pixels);
        return new Picture(view.Width, view.Height, pixels);
    }

    /// <summary>Stored pixels of a row stand in a row or a column of the upright picture, forwards or backwards.</summary>
    private static void Put(ReadOnlySpan<byte> row, PictureView view, int y, Span<byte> pixels)
    {
        int column = FrameOrientation.FromRight(view.Orientation) ? view.StoredWidth - 1 : 0;
        int line = FrameOrientation.FromBottom(view.Orientation) ? view.StoredHeight - 1 - y : y;
        bool swaps = FrameOrientation.SwapsSides(view.Orientation);
        int to = 3 * (swaps ? (column * view.Width) + line : (line * view.Width) + column);
        if (view.Orientation is FrameOrientation.Upright or 4)
        {
            row.CopyTo(pixels[to..]);
            return;
        }

        int step = 3 * (swaps ? view.Width : 1) * (FrameOrientation.FromRight(view.Orientation) ? -1 : 1);
        for (int from = 0; from < row.Length; from += 3, to += step)
            row.Slice(from, 3).CopyTo(pixels[to..]);
    }
}

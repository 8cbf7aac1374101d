using Emo.Pictures.Frames;

namespace Emo.Pictures;

/// <summary>Copies rows to an upright picture.</summary>
internal static class UprightCopy
{
    /// <summary>Copies the pixels of a view.</summary>
    public static Picture Of(PictureView view)
    {
        var rows = new ViewRows(view, new ViewMemory());
        byte[] pixels = GC.AllocateUninitializedArray<byte>(3 * view.Width * view.Height);
        Copy(ref rows, pixels);
        return new Picture(view.Width, view.Height, pixels);
    }

    /// <summary>Copies all rows.</summary>
    /// <param name="rows">The rows, of which nothing was selected yet.</param>
    /// <param name="pixels">Receives the upright picture: height x width x 3 bytes.</param>
    public static void Copy<TRows>(ref TRows rows, Span<byte> pixels)
        where TRows : IPixelRows, allows ref struct
    {
        (int width, int height, int orientation) = (rows.Width, rows.Height, rows.Orientation);
        rows.Select(0, 0, width, height);

        // Stored pixels of a row stand in a row or a column of the upright picture, forwards or backwards.
        bool swaps = Orientations.SwapsSides(orientation);
        bool fromRight = Orientations.FromRight(orientation);
        int uprightWidth = swaps ? height : width;
        int column = fromRight ? width - 1 : 0;
        int step = 3 * (swaps ? uprightWidth : 1) * (fromRight ? -1 : 1);
        for (int y = 0; y < height; y++)
        {
            int line = Orientations.FromBottom(orientation) ? height - 1 - y : y;
            int to = 3 * (swaps ? (column * uprightWidth) + line : (line * uprightWidth) + column);
            var row = rows.Row(y);
            if (step == 3)
            {
                row.CopyTo(pixels[to..]);
                continue;
            }

            for (int from = 0; from < row.Length; from += 3, to += step)
            {
                pixels[to + 2] = row[from + 2];
                pixels[to + 1] = row[from + 1];
                pixels[to] = row[from];
            }
        }
    }
}

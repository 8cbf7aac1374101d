namespace Emo.Pictures;

/// <summary>
/// The rows of a picture as it is stored, 8-bit RGB, one by one from top to bottom: what resizing reads, while a file is decoded or
/// over memory of the caller's.
/// </summary>
internal interface IPixelRows
{
    /// <summary>Width in pixels as stored.</summary>
    int Width { get; }

    /// <summary>Height in pixels as stored.</summary>
    int Height { get; }

    /// <summary>How the stored rows turn upright, 1 to 8 as EXIF numbers it.</summary>
    int Orientation { get; }

    /// <summary>Says, once and before the first row, which part will be read: nothing else need be computed.</summary>
    /// <param name="left">The first column, as stored.</param>
    /// <param name="top">The first row, as stored.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    void Select(int left, int top, int width, int height);

    /// <summary>
    /// The selected columns of row <paramref name="y"/> (counted from the picture's top): 3 bytes each, valid until the next call.
    /// Rows may be left out, but <paramref name="y"/> grows from call to call.
    /// </summary>
    ReadOnlySpan<byte> Row(int y);
}

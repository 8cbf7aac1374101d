namespace Emo.Codegen.Planning;

/// <summary>
/// Windows over a map, whose sides are padded to multiples of the window's. Tokens are numbered window by window, and row by row within
/// one.
/// </summary>
internal sealed record WindowGrid(
    int MapHeight, int MapWidth, int Rows, int Columns, int WindowHeight, int WindowWidth, WindowPattern Pattern)
{
    public int Windows => Rows * Columns;

    public int WindowTokens => WindowHeight * WindowWidth;

    public long Tokens => (long)Windows * WindowTokens;

    /// <summary>One window of all cells: its tokens lie as the map does.</summary>
    public bool IsWholeMap => Windows == 1 && !IsPadded;

    public bool IsPadded => Rows * WindowHeight != MapHeight || Columns * WindowWidth != MapWidth;

    /// <summary>The distance in rows between vertical neighbours of a window.</summary>
    public int RowStep => Pattern switch
    {
        WindowPattern.Dilated => Rows,
        WindowPattern.Tiles => 1,
    };

    /// <summary>The distance in columns between horizontal neighbours of a window.</summary>
    public int ColumnStep => Pattern switch
    {
        WindowPattern.Dilated => Columns,
        WindowPattern.Tiles => 1,
    };

    /// <summary>The distance in rows between the first tokens of windows below each other.</summary>
    public int WindowRowStep => Pattern switch
    {
        WindowPattern.Dilated => 1,
        WindowPattern.Tiles => WindowHeight,
    };

    /// <summary>The distance in columns between the first tokens of windows beside each other.</summary>
    public int WindowColumnStep => Pattern switch
    {
        WindowPattern.Dilated => 1,
        WindowPattern.Tiles => WindowWidth,
    };
}

/// <summary>Which cells a window has.</summary>
internal enum WindowPattern
{
    /// <summary>Window (i, j) has the cells (i + a * Rows, j + b * Columns).</summary>
    Dilated,

    /// <summary>Window (i, j) has the cells (i * WindowHeight + a, j * WindowWidth + b).</summary>
    Tiles,
}

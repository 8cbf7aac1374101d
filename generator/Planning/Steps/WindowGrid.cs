namespace Emo.Codegen.Planning;

/// <summary>The dilated grid of windows over a map: window (i, j) has the cells (i + a * Rows, j + b * Columns).</summary>
internal sealed record WindowGrid(int MapHeight, int MapWidth, int Rows, int Columns, int WindowHeight, int WindowWidth)
{
    public int Windows => Rows * Columns;

    public int WindowTokens => WindowHeight * WindowWidth;

    public long Tokens => (long)Windows * WindowTokens;

    /// <summary>One window of all cells: its tokens lie as the map does.</summary>
    public bool IsWholeMap => Windows == 1 && !IsPadded;

    public bool IsPadded => Rows * WindowHeight != MapHeight || Columns * WindowWidth != MapWidth;
}

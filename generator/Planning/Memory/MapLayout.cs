namespace Emo.Codegen.Planning;

/// <summary>
/// How a map lies in memory, wherever that is: rows of cells, each cell <see cref="CellStride"/> floats (its channels, padded). With
/// <see cref="Padding"/> each row has that many zero cells at both ends. Maps that lie alike share kernels.
/// </summary>
internal sealed record MapLayout(int Channels, int Height, int Width, int Padding, RowStorage Storage, int StoredRows, int CellStride)
{
    /// <summary>Floats from one row to the next.</summary>
    public int RowStride => (Width + (2 * Padding)) * CellStride;

    public long Bytes => (long)StoredRows * RowStride * sizeof(float);

    /// <summary>Floats from the start of a row to its first cell, behind the zero cells.</summary>
    public int FirstCell => Padding * CellStride;

    /// <summary>All rows, no zero cells.</summary>
    public static MapLayout Dense(int channels, int height, int width) =>
        new(channels, height, width, Padding: 0, RowStorage.Whole, height, ChannelLayout.Pad(channels));

    /// <summary>A vector is a map of one cell.</summary>
    public static MapLayout Vector(int channels) => Dense(channels, 1, 1);

    /// <summary>
    /// Cells of an odd number of cache lines: cells that lie a power of two apart would share a few sets of the first-level cache, and a
    /// depthwise convolution that comes back to them would not find them there.
    /// </summary>
    public static int SpreadCellStride(int channels) => ((ChannelLayout.Pad(channels) / ChannelLayout.Lanes) | 1) * ChannelLayout.Lanes;

    /// <summary>The cells of all rows as one line: what a kernel needs to know that does not stop at the end of a row.</summary>
    public MapLayout AsOneLine() => this with { Height = 1, Width = Height * Width, StoredRows = 1 };
}

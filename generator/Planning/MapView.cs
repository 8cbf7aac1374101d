namespace Emo.Codegen.Planning;

/// <summary>
/// How a map lies in an arena buffer: rows of cells, each cell <see cref="CellStride"/> floats (channels padded to 16, or more).
/// With <see cref="Padding"/> each row has that many zero cells at both ends. With fewer <see cref="StoredRows"/> than
/// <see cref="Height"/> the buffer is a ring: row y is stored at y modulo StoredRows.
/// </summary>
internal sealed record MapView(int Buffer, int Channels, int Height, int Width, int Padding, int StoredRows, int CellStride)
{
    public static MapView Dense(int buffer, int channels, int height, int width) =>
        new(buffer, channels, height, width, 0, height, Align.ToLanes(channels));

    /// <summary>Floats from one row to the next.</summary>
    public int RowStride => (Width + (2 * Padding)) * CellStride;

    public long Floats => (long)StoredRows * RowStride;

    public bool IsRing => StoredRows < Height;
}

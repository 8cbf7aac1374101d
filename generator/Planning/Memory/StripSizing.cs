namespace Emo.Codegen.Planning;

/// <summary>How many output rows of a depthwise convolution are made at a time.</summary>
internal static class StripSizing
{
    /// <summary>
    /// The expanded rows and the depthwise rows of a strip together stay well inside a second-level cache of 1 MB, so that
    /// the weights have room too.
    /// </summary>
    private const long StripBytes = 512 * 1024;

    /// <summary>
    /// Maps of fewer rows are not cut unless they have to be: seven rows do not share out evenly between two workers, and most of
    /// a worker's band would be rows that its neighbour makes too.
    /// </summary>
    private const int FewRows = 8;

    /// <summary>
    /// What a map of few rows may take, twice that cache: what does not fit comes back from the next one, but the weights, which are more,
    /// come once instead of once for each row.
    /// </summary>
    private const long FewRowsBytes = 4 * StripBytes;

    public static int Rows(int outputHeight, int kernelSize, int stride, long expandedRowBytes, long localRowBytes)
    {
        if (outputHeight < FewRows && (outputHeight * (localRowBytes + (stride * expandedRowBytes))) <= FewRowsBytes)
            return outputHeight;

        // Rows r with r * local + ((r - 1) * stride + kernelSize) * expanded <= StripBytes.
        long free = StripBytes - ((kernelSize - stride) * expandedRowBytes);
        long rows = Math.Max(1, free / (localRowBytes + (stride * expandedRowBytes)));

        // A map that could stay whole, in halves: two workers make a row twice sooner than they fetch it from each other's caches.
        if (rows >= outputHeight)
            return (outputHeight + 1) / 2;

        // Strips of about the same height: the last one should not be a sliver.
        long strips = (outputHeight + rows - 1) / rows;
        long even = (outputHeight + strips - 1) / strips;

        // An even height shares out between two workers.
        if (even % 2 == 1 && even > 1 && strips > 1)
            even += even < rows ? 1 : -1;
        return (int)even;
    }

    /// <summary>
    /// Input rows that a strip reads, and so the height of the ring that holds them. A single strip holds all rows, also those that no tap
    /// reads.
    /// </summary>
    public static int InputRows(int stripRows, int outputHeight, int kernelSize, int stride, int inputHeight) =>
        stripRows >= outputHeight ? inputHeight : Math.Min(inputHeight, ((stripRows - 1) * stride) + kernelSize);

    /// <summary>The layout of the rows that a strip's depthwise convolution reads: a ring where they are fewer than the map's.</summary>
    public static MapLayout Ring(Graph.MapShape shape, int padding, int cellStride, int rows) => new(
        shape.Channels, shape.Height, shape.Width, padding, rows < shape.Height ? RowStorage.Ring : RowStorage.Whole, rows, cellStride);

    /// <summary>The layout of the rows that a strip makes and uses up.</summary>
    public static MapLayout Strip(Graph.MapShape shape, int rows) => MapLayout.Dense(shape.Channels, shape.Height, shape.Width) with
    {
        Storage = rows < shape.Height ? RowStorage.Strip : RowStorage.Whole,
        StoredRows = rows,
    };
}

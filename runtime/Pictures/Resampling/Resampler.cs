namespace Emo.Pictures.Resampling;

/// <summary>
/// Separable resampling in fixed point, as Pillow does it: rows horizontally, rounded to 8 bits, then columns vertically,
/// rounded again. A pass that changes no size has the weights 0 and 1 and copies. Rows are read one by one, as stored: where stored rows
/// are upright columns, the pass along stored columns is the horizontal one and comes first.
/// </summary>
internal static class Resampler
{
    /// <summary>Computes a window of the resized picture.</summary>
    /// <param name="rows">The source.</param>
    /// <param name="columns">The columns that are wanted, of the upright picture.</param>
    /// <param name="lines">The rows that are wanted, of the upright picture.</param>
    /// <param name="interpolation">The filter.</param>
    /// <param name="sink">Receives the window's pixels.</param>
    /// <param name="memory">Memory to use.</param>
    public static void Resize<TRows, TSink>(
        ref TRows rows, AxisWindow columns, AxisWindow lines, Interpolation interpolation, ref TSink sink, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
        where TSink : IPixelSink, allows ref struct
    {
        bool transposed = Orientations.SwapsSides(rows.Orientation);
        memory.Across.Prepare(rows.Width, transposed ? lines : columns, interpolation, Orientations.FromRight(rows.Orientation));
        memory.Down.Prepare(rows.Height, transposed ? columns : lines, interpolation, Orientations.FromBottom(rows.Orientation));
        var (across, down) = (memory.Across, memory.Down);
        rows.Select(
            across.InputStart, down.InputStart, across.InputEnd - across.InputStart, down.InputEnd - down.InputStart);
        if (transposed)
            MakeColumns(ref rows, ref sink, memory);
        else
            MakeRows(ref rows, ref sink, memory);
    }

    private static void MakeRows<TRows, TSink>(ref TRows rows, ref TSink sink, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
        where TSink : IPixelSink, allows ref struct
    {
        var (across, down, vertical) = (memory.Across, memory.Down, memory.Vertical);
        vertical.Begin(down, HorizontalPass.ResultBytes(across.Length));
        var row = memory.Row(vertical.Stride);
        int next = down.InputStart;
        for (int i = 0; i < down.Length; i++)
        {
            int output = down.Mirrored ? down.Length - 1 - i : i;
            int start = down.Starts[output];
            int end = start + down.Counts[output];
            for (next = Math.Max(next, start); next < end; next++)
                HorizontalPass.Resample(rows.Row(next), across, memory, vertical.Add(next));
            vertical.Output(output, row);
            sink.Write(0, output, row[..(3 * across.Length)]);
        }
    }

    private static void MakeColumns<TRows, TSink>(ref TRows rows, ref TSink sink, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
        where TSink : IPixelSink, allows ref struct
    {
        var (across, down, vertical) = (memory.Across, memory.Down, memory.Vertical);
        int rowBytes = 3 * (across.InputEnd - across.InputStart);
        vertical.Begin(down, rowBytes);
        var row = memory.Row(vertical.Stride);
        var column = memory.Turned(HorizontalPass.ResultBytes(across.Length));
        memory.Columns.Begin(across.Length);
        int next = down.InputStart;
        for (int i = 0; i < down.Length; i++)
        {
            int output = down.Mirrored ? down.Length - 1 - i : i;
            int start = down.Starts[output];
            int end = start + down.Counts[output];
            for (next = Math.Max(next, start); next < end; next++)
                rows.Row(next).CopyTo(vertical.Add(next));
            vertical.Output(output, row);
            HorizontalPass.Resample(row[..rowBytes], across, memory, column);
            memory.Columns.Add(output, column, ref sink);
        }

        memory.Columns.Flush(ref sink);
    }
}

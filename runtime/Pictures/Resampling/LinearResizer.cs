namespace Emo.Pictures.Resampling;

/// <summary>
/// OpenCV's <c>resize</c> with <c>INTER_LINEAR</c> for 8-bit RGB, to the last bit: two neighbours each way, no antialiasing,
/// weights of 11 bits, across before down. Where stored rows are upright columns, two of them are blended first.
/// </summary>
internal static class LinearResizer
{
    /// <summary>Resizes the whole picture.</summary>
    /// <param name="rows">The source.</param>
    /// <param name="width">The result's width, upright.</param>
    /// <param name="height">The result's height, upright.</param>
    /// <param name="sink">Receives the result.</param>
    /// <param name="memory">Memory to use.</param>
    public static void Resize<TRows, TSink>(ref TRows rows, int width, int height, ref TSink sink, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
        where TSink : IPixelSink, allows ref struct
    {
        bool transposed = Orientations.SwapsSides(rows.Orientation);
        var (across, down) = (memory.Linear.Across, memory.Linear.Down);
        across.Prepare(rows.Width, transposed ? height : width, !transposed, Orientations.FromRight(rows.Orientation));
        down.Prepare(rows.Height, transposed ? width : height, transposed, Orientations.FromBottom(rows.Orientation));
        memory.Linear.Begin();
        rows.Select(across.Start, down.Start, across.End - across.Start, down.End - down.Start);
        if (transposed)
            MakeColumns(ref rows, ref sink, memory);
        else
            MakeRows(ref rows, ref sink, memory);
    }

    private static void MakeRows<TRows, TSink>(ref TRows rows, ref TSink sink, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
        where TSink : IPixelSink, allows ref struct
    {
        var linear = memory.Linear;
        var taps = linear.Down.Taps;
        int length = 3 * linear.Across.Taps.Length;
        int padded = LinearPasses.Padded(length);
        var result = memory.Row(padded);
        for (int i = 0; i < taps.Length; i++)
        {
            int output = linear.Down.Mirrored ? taps.Length - 1 - i : i;
            var (upper, lower) = Neighbours(taps[output], linear.Down.Source);
            Narrow(ref rows, upper, padded, memory);
            Narrow(ref rows, lower, padded, memory);
            LinearPasses.Blend(
                linear.Narrowed(upper, padded), linear.Narrowed(lower, padded), taps[output].First, taps[output].Second, result);
            sink.Write(0, output, result[..length]);
        }
    }

    private static void Narrow<TRows>(ref TRows rows, int row, int length, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
    {
        if (memory.Linear.Misses(row))
            LinearPasses.Narrow(rows.Row(row), memory.Linear.Across, memory, memory.Linear.Narrowed(row, length));
    }

    private static void MakeColumns<TRows, TSink>(ref TRows rows, ref TSink sink, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
        where TSink : IPixelSink, allows ref struct
    {
        var linear = memory.Linear;
        var taps = linear.Down.Taps;
        int width = linear.Across.End - linear.Across.Start;
        int padded = LinearPasses.Padded(3 * width);
        var column = memory.Row(LinearPasses.Padded(3 * linear.Across.Taps.Length));
        memory.Columns.Begin(linear.Across.Taps.Length);
        for (int i = 0; i < taps.Length; i++)
        {
            int output = linear.Down.Mirrored ? taps.Length - 1 - i : i;
            var (upper, lower) = Neighbours(taps[output], linear.Down.Source);
            Keep(ref rows, upper, padded, linear);
            Keep(ref rows, lower, padded, linear);
            var blended = linear.Blended(LinearPasses.BlendedLength(width));
            LinearPasses.BlendFirst(linear.Row(upper, padded), linear.Row(lower, padded), taps[output].Pair, width, blended);
            LinearPasses.NarrowLast(blended, linear.Across, column);
            memory.Columns.Add(output, column, ref sink);
        }

        memory.Columns.Flush(ref sink);
    }

    private static void Keep<TRows>(ref TRows rows, int row, int length, LinearMemory memory)
        where TRows : IPixelRows, allows ref struct
    {
        if (memory.Misses(row))
            rows.Row(row).CopyTo(memory.Row(row, length));
    }

    /// <summary>The rows of a tap: one outside of the picture is the one at its edge, and one without weight is the other.</summary>
    private static (int Upper, int Lower) Neighbours(LinearTap tap, int height)
    {
        int upper = Math.Clamp(tap.Index, 0, height - 1);
        return (upper, tap.Second == 0 ? upper : Math.Clamp(tap.Index + 1, 0, height - 1));
    }
}

namespace Emo.Codegen.Planning;

/// <summary>How many output rows of a depthwise convolution are made at a time.</summary>
internal static class StripSizing
{
    /// <summary>
    /// The expanded rows and the depthwise rows of a strip together stay well inside a second-level cache of 1 MB, so that
    /// the weights have room too.
    /// </summary>
    private const long StripFloats = 512 * 1024 / sizeof(float);

    public static int Rows(int outputHeight, int kernel, int stride, long expandedRowFloats, long localRowFloats)
    {
        // Rows r with r * local + ((r - 1) * stride + kernel) * expanded <= StripFloats.
        long free = StripFloats - ((kernel - stride) * expandedRowFloats);
        long rows = free / (localRowFloats + (stride * expandedRowFloats));
        rows = Math.Max(1, Math.Min(outputHeight, rows));

        // Strips of about the same height: the last one should not be a sliver.
        long strips = (outputHeight + rows - 1) / rows;
        long even = (outputHeight + strips - 1) / strips;

        // An even height shares out between two workers.
        if (even % 2 == 1 && even > 1 && strips > 1)
            even += even < rows ? 1 : -1;
        return (int)even;
    }

    /// <summary>Input rows that a strip reads, and so the height of the ring that holds them. A single strip holds all rows, also those that no tap reads.</summary>
    public static int InputRows(int stripRows, int outputHeight, int kernel, int stride, int inputHeight) =>
        stripRows >= outputHeight ? inputHeight : Math.Min(inputHeight, ((stripRows - 1) * stride) + kernel);
}

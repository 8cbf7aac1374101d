/// <summary>Input lines for rows of the stem convolution: [3][11][48], 1 zero(s) around the 18x22 picture.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void PadInput(float* input, float* padded, int firstRow, int rows, Worker worker)
{
    int top = firstRow * 2 - 1;
    int lines = (rows - 1) * 2 + 3;
    int end = worker.End(3 * lines);
    for (int unit = worker.First(3 * lines); unit < end; unit++)
    {
        int channel = unit / lines, i = unit % lines;
        var line = new Span<float>(padded + (channel * 11 + i) * 48, 48);
        int y = top + i;
        if (y < 0 || y >= 18)
        {
            line.Clear();
            continue;
        }

        var picture = new ReadOnlySpan<float>(input + (channel * 18 + y) * 22, 22);
        line.Slice(0, 16).Clear();
        picture.CopyTo(line.Slice(16));
        line.Slice(38).Clear();
    }
}

using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Normalises, or copies without a norm, the cells of a map into window-major tokens; tokens outside the map become zero after the norm.</summary>
internal sealed record WindowPartitionKernel(WindowGrid Grid, int Channels, CellNorm? Norm) : Driver
{
    public override string BaseName => $"PartitionWindows{Channels}";

    public override void Emit(KernelWriter writer)
    {
        string? norm = Norm is null ? null : writer.Use(new NormalizeCellKernel(Channels, Norm));
        int stride = Align.ToLanes(Channels);
        writer.Summary(
            $"{(Norm is null ? "Copies" : $"{Norm.Kind} norm of")} {Grid.MapHeight}x{Grid.MapWidth} cells into {Grid.Rows}x{Grid.Columns} windows of {Grid.WindowHeight}x{Grid.WindowWidth} tokens. " +
            $"Neighbours in a window lie {Grid.Rows} rows and {Grid.Columns} columns apart in the map.");
        using (writer.Method($"float* x, {(norm is null ? "" : "float* weights, ")}float* tokens, Worker worker"))
            EmitRows(writer, norm, stride);
    }

    /// <summary>A unit of work is a row of tokens of a window.</summary>
    private void EmitRows(KernelWriter writer, string? norm, int stride)
    {
        int units = Grid.Rows * Grid.Columns * Grid.WindowHeight;
        writer.Line($"int end = worker.End({units});");
        using (writer.Block($"for (int unit = worker.First({units}); unit < end; unit++)"))
        {
            writer.Line($"int window = unit / {Grid.WindowHeight};");
            writer.Line($"int row = window / {Grid.Columns} + unit % {Grid.WindowHeight} * {Grid.Rows};");
            writer.Line($"float* token = tokens + unit * {Grid.WindowWidth * stride};");
            using (writer.Block($"for (int column = window % {Grid.Columns}; column < {Grid.Columns * Grid.WindowWidth}; column += {Grid.Columns}, token += {stride})"))
            {
                string cell = $"x + (row * {Grid.MapWidth} + column) * {stride}";
                string normalize = norm is null
                    ? $"new ReadOnlySpan<float>({cell}, {stride}).CopyTo(new Span<float>(token, {stride}));"
                    : $"{norm}({cell}, weights, token);";
                if (!Grid.IsPadded)
                {
                    writer.Line(normalize);
                    return;
                }

                writer.Line($"if (row < {Grid.MapHeight} && column < {Grid.MapWidth})");
                writer.Line($"    {normalize}");
                writer.Line("else");
                writer.Line($"    new Span<float>(token, {stride}).Clear();");
            }
        }
    }
}

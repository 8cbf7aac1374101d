using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Normalises the cells of a map into window-major tokens; tokens outside the map become zero after the norm.</summary>
internal sealed record WindowPartitionKernel(WindowGrid Grid, int Channels, CellNorm Norm) : Kernel
{
    public override string BaseName => $"PartitionWindows{Channels}";

    public override void Emit(KernelWriter writer)
    {
        string cell = writer.Use(new NormalizeCellKernel(Channels, Norm));
        int stride = Align.ToLanes(Channels);
        writer.Summary(
            $"{Norm.Kind} norm of {Grid.MapHeight}x{Grid.MapWidth} cells into {Grid.Rows}x{Grid.Columns} windows of {Grid.WindowHeight}x{Grid.WindowWidth} tokens. " +
            $"Neighbours in a window lie {Grid.Rows} rows and {Grid.Columns} columns apart in the map.");
        using (writer.Method("float* x, float* weights, float* tokens"))
        using (writer.Block($"for (int i = 0; i < {Grid.Rows}; i++)"))
        using (writer.Block($"for (int j = 0; j < {Grid.Columns}; j++)"))
        using (writer.Block($"for (int row = i; row < {Grid.Rows * Grid.WindowHeight}; row += {Grid.Rows})"))
        using (writer.Block($"for (int column = j; column < {Grid.Columns * Grid.WindowWidth}; column += {Grid.Columns}, tokens += {stride})"))
        {
            string normalize = $"{cell}(x + (row * {Grid.MapWidth} + column) * {stride}, weights, tokens);";
            if (!Grid.IsPadded)
            {
                writer.Line(normalize);
                return;
            }

            writer.Line($"if (row < {Grid.MapHeight} && column < {Grid.MapWidth})");
            writer.Line($"    {normalize}");
            writer.Line("else");
            writer.Line($"    new Span<float>(tokens, {stride}).Clear();");
        }
    }
}

using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Normalises rows of a map, cell by cell.</summary>
internal sealed record NormalizeMapKernel(NormalizedMap Source, NormalizedMap Target, int Channels, int Width, int Height, CellNorm Norm) : Driver
{
    public override string BaseName => $"Normalize{Channels}";

    public override void Emit(KernelWriter writer)
    {
        string cell = writer.Use(new NormalizeCellKernel(Channels, Norm));
        int stride = Align.ToLanes(Channels);
        writer.Summary($"{Norm.Kind} norm of rows of {Width} cells of {Channels} channels.");
        using (writer.Method("float* x, float* weights, float* y, int firstRow, int rows, Worker worker"))
        {
            writer.Line("int end = firstRow + worker.End(rows);");
            using var loop = writer.Block("for (int row = firstRow + worker.First(rows); row < end; row++)");
            writer.Line($"float* source = {Row("x", Source, stride)};");
            writer.Line($"float* target = {Row("y", Target, stride)};");
            using (writer.Block($"for (int i = 0; i < {Width}; i++)"))
                writer.Line($"{cell}(source + i * {stride}, weights, target + i * {stride});");
        }
    }

    private string Row(string map, NormalizedMap view, int cellStride)
    {
        string row = view.StoredRows < Height ? $"row % {view.StoredRows}" : "row";
        return KernelWriter.At($"{map} + {row} * {view.RowStride}", view.Padding * cellStride);
    }
}

/// <summary>How the rows of a normalised map lie; see <see cref="MapView"/>.</summary>
internal sealed record NormalizedMap(int RowStride, int StoredRows, int Padding);

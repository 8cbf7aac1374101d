using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Copies the channels of maps side by side. Channels need not fill vectors, so nothing behind a source's last one is copied.</summary>
internal sealed record ConcatenateKernel(EquatableArray<MapView> Sources, MapView Target) : Driver
{
    public override string BaseName => Sources.Count == 1 ? $"Copy{Target.Channels}" : $"Concatenate{string.Join("And", Sources.Select(source => source.Channels))}";

    public override void Emit(KernelWriter writer)
    {
        string parameters = string.Join(", ", Enumerable.Range(0, Sources.Count).Select(i => $"float* x{i}"));
        writer.Summary($"{string.Join(" + ", Sources.Select(source => source.Channels))} channels of {Target.Height}x{Target.Width} cells into cells of {Target.CellStride}.");
        using (writer.Method($"{parameters}, float* y, Worker worker"))
        {
            writer.Line($"int end = worker.End({Target.Height});");
            using var rows = writer.Block($"for (int row = worker.First({Target.Height}); row < end; row++)");
            using var columns = writer.Block($"for (int column = 0; column < {Target.Width}; column++)");
            writer.Line($"float* target = y + row * {Target.RowStride} + (column + {Target.Padding}) * {Target.CellStride};");
            int channel = 0;
            for (int i = 0; i < Sources.Count; i++)
            {
                var source = Sources[i];
                writer.Line(
                    $"new ReadOnlySpan<float>(x{i} + row * {source.RowStride} + (column + {source.Padding}) * {source.CellStride}, {source.Channels})" +
                    $".CopyTo(new Span<float>({KernelWriter.At("target", channel)}, {source.Channels}));");
                channel += source.Channels;
            }
        }
    }
}

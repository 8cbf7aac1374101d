using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>The sum of two maps.</summary>
internal sealed record AddKernel(MapView First, MapView Second, MapView Target) : Kernel
{
    public override string BaseName => $"Add{Target.Height}x{Target.Width}x{Target.CellStride}";

    public override void Emit(KernelWriter writer)
    {
        int floats = Target.Width * Target.CellStride;
        writer.Summary($"y = a + b, {Target.Height} rows of {Target.Width} cells of {Target.CellStride}.");
        using (writer.Method("float* a, float* b, float* y, Worker worker"))
        {
            writer.Line($"int end = worker.End({Target.Height});");
            using var rows = writer.Block($"for (int row = worker.First({Target.Height}); row < end; row++)");
            writer.Line($"float* first = {RowCells("a", First)};");
            writer.Line($"float* second = {RowCells("b", Second)};");
            writer.Line($"float* target = {RowCells("y", Target)};");
            using (writer.Block($"for (int i = 0; i < {floats}; i += {writer.Lanes})"))
                writer.Line("(Load(first + i) + Load(second + i)).Store(target + i);");
        }
    }

    private static string RowCells(string map, MapView view) => KernelWriter.At($"{map} + row * {KernelWriter.Text(view.RowStride)}", view.Padding * view.CellStride);
}

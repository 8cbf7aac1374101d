using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The sum of two maps whose cells lie alike.</summary>
internal sealed record AddKernel(MapLayout First, MapLayout Second, MapLayout Target) : Kernel<AddKernel.Arguments>
{
    public override string BaseName => $"Add{Target.Height}x{Target.Width}x{Target.CellStride}";

    public override void Emit(MemberWriter writer)
    {
        using (writer.Method(this, $"y = a + b, {Target.Height} rows of {Target.Width} cells of {Target.CellStride}."))
        {
            writer.Line($"int end = worker.End({Target.Height});");
            using var rows = writer.Block($"for (int row = worker.First({Target.Height}); row < end; row++)");
            writer.Line($"float* first = {RowCells("a", First)};");
            writer.Line($"float* second = {RowCells("b", Second)};");
            writer.Line($"float* target = {RowCells("y", Target)};");
            writer.Loop("i", 0, Target.Width * Target.CellStride, writer.Lanes, i =>
                writer.Line($"(Load({i.At("first")}) + Load({i.At("second")})).Store({i.At("target")});"));
        }
    }

    private static string RowCells(string map, MapLayout layout) =>
        Code.At($"{map} + row * {Code.Text(layout.RowStride)}", layout.FirstCell);

    internal sealed record Arguments(FloatPointer A, FloatPointer B, FloatPointer Y, WorkerExpression Worker) : Signature;
}

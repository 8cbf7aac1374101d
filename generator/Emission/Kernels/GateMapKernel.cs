using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>map = skip + map * gate, where the skip has padding cells.</summary>
internal sealed record GateMapKernel(MapLayout Map, MapLayout Skip) : Kernel<GateMapKernel.Arguments>
{
    public override string BaseName => $"GateMap{Map.CellStride}";

    public override void Emit(MemberWriter writer)
    {
        using (writer.Method(this, $"{Map.Height}x{Map.Width} cells of {Map.CellStride}: times the gate, plus the inner skip."))
        {
            writer.Line($"int end = worker.End({Map.Height});");
            using var loop = writer.Block($"for (int row = worker.First({Map.Height}); row < end; row++)");
            writer.Line($"float* target = {Code.At($"map + row * {Code.Text(Map.RowStride)}", Map.FirstCell)};");
            writer.Line($"float* source = {Code.At($"skip + row * {Code.Text(Skip.RowStride)}", Skip.FirstCell)};");
            using (writer.Times("i", Map.Width, $"target += {Code.Text(Map.CellStride)}, source += {Code.Text(Skip.CellStride)}"))
            {
                writer.ChannelLoop(Map.CellStride, c => writer.Line(
                    $"MultiplyAddEstimate(Load({c.At("target")}), Load({c.At("gate")}), Load({c.At("source")})).Store({c.At("target")});"));
            }
        }
    }

    internal sealed record Arguments(FloatPointer Map, FloatPointer Gate, FloatPointer Skip, WorkerExpression Worker) : Signature;
}

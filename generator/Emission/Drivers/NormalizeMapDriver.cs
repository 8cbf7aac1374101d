using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Normalises rows of a map, cell by cell.</summary>
internal sealed record NormalizeMapDriver(MapLayout Source, MapLayout Target, CellNorm Norm) : Driver<NormalizeMapDriver.Arguments>
{
    public override string BaseName => $"Normalize{Source.Channels}";

    public override void Emit(MemberWriter writer)
    {
        using (writer.Method(this, $"{Norm.Kind} norm of rows of {Source.Width} cells of {Source.Channels} channels."))
        {
            writer.Line("int end = firstRow + worker.End(rows);");
            using var loop = writer.Block("for (int row = firstRow + worker.First(rows); row < end; row++)");
            writer.Line($"float* source = {MapRows.At("x", Source)};");
            writer.Line($"float* target = {MapRows.At("y", Target)};");
            using (writer.Times("i", Source.Width, $"source += {Code.Text(Source.CellStride)}, target += {Code.Text(Target.CellStride)}"))
                writer.Call(new NormalizeCellKernel(Source.Channels, Norm), new(X: "source", "weights", Y: "target"));
        }
    }

    internal sealed record Arguments(
        FloatPointer X, FloatPointer Weights, FloatPointer Y, Int FirstRow, Int Rows, WorkerExpression Worker) : Signature;
}

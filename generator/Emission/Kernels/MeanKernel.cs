using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The means of channels from the sums of rows: one long sum over all cells would lose digits.</summary>
internal sealed record MeanKernel(MapLayout Map) : Kernel<VectorArguments>
{
    public override string BaseName => $"Mean{Map.Height}x{Map.Width}x{Map.CellStride}";

    public override void Emit(MemberWriter writer)
    {
        using (writer.Method(this, $"Means of {Map.CellStride} channels, from {Map.Height} sums of {Map.Width} cells each."))
            writer.ChannelLoop(Map.CellStride, c => EmitMean(writer, c));
    }

    private void EmitMean(MemberWriter writer, LoopIndex c)
    {
        writer.Line("Floats sum = Floats.Zero;");
        writer.Loop("row", 0, Map.Height, 1, row => writer.Line($"sum += Load({c.At(Row(row))});"));
        writer.Line($"(sum / Create({(long)Map.Height * Map.Width}f)).Store({c.At("y")});");
    }

    private string Row(LoopIndex row) => row.Variable is null ? "x" : $"x + row * {Code.Text(Map.CellStride)}";
}

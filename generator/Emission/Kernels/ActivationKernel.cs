using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>The activation of rows of a map in place, plus a skip if there is one.</summary>
internal sealed record ActivationKernel(MapLayout Map, ActivationKind Activation, MapLayout? Skip) : Kernel<ActivationKernel.Arguments>
{
    public override string BaseName => $"Activate{Activation}{Map.CellStride}";

    protected override Arguments Parameters
    {
        get
        {
            var all = Signature.Of<Arguments>();
            return Skip is null ? all with { Skip = null } : all;
        }
    }

    public override void Emit(MemberWriter writer)
    {
        string skip = Skip is null ? "" : ", plus the skip";
        using (writer.Method(this, $"{Activation.DisplayName()}{skip}, rows of {Map.Width} cells of {Map.CellStride}."))
        {
            if (ActivationFunction.Of(Activation) is { } function && writer.Constants.HoldsAny)
                writer.Line($"{writer.Use(new HeldType())} held = {writer.Constants.HeldFor(function)};");
            writer.Line("int end = firstRow + worker.End(rows);");
            using var loop = writer.Block("for (int row = firstRow + worker.First(rows); row < end; row++)");
            writer.Line($"float* target = {MapRows.At("map", Map)};");
            string step = $"target += {Code.Text(Map.CellStride)}";
            if (Skip is not null)
            {
                writer.Line($"float* source = {MapRows.At("skip", Skip)};");
                step += $", source += {Code.Text(Skip.CellStride)}";
            }

            using (writer.Times("i", Map.Width, step))
                writer.ChannelLoop(Map.CellStride, c => EmitVector(writer, c));
        }
    }

    private void EmitVector(MemberWriter writer, LoopIndex c)
    {
        string value = $"Load({c.At("target")})";
        if (ActivationFunction.Of(Activation) is { } function)
            value = writer.Apply(function, value);
        writer.Line(Skip is null ? $"{value}.Store({c.At("target")});" : $"({value} + Load({c.At("source")})).Store({c.At("target")});");
    }

    /// <param name="Map">The map.</param>
    /// <param name="Skip">What is added.</param>
    /// <param name="FirstRow">The first row.</param>
    /// <param name="Rows">How many rows.</param>
    /// <param name="Constants">The table of constants.</param>
    /// <param name="Worker">Takes some of them.</param>
    internal sealed record Arguments(
        FloatPointer Map, FloatPointer? Skip, Int FirstRow, Int Rows, FloatPointer Constants, WorkerExpression Worker) : Signature;
}

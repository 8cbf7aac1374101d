using System.Globalization;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Normalises one cell. Sums over channels go through 16 lanes and one tree, whatever the vectors.</summary>
internal sealed record NormalizeCellKernel(int Channels, CellNorm Norm) : Kernel<NormalizeCellKernel.Arguments>
{
    public override string BaseName => $"{Norm.Kind}Norm{Channels}";

    private string Epsilon => Norm.Epsilon.ToString("R", CultureInfo.InvariantCulture);

    private int Padded => ChannelLayout.Pad(Channels);

    public override void Emit(MemberWriter writer)
    {
        if (Norm.Kind == Normalization.Layer)
            EmitLayerNorm(writer);
        else
            EmitBatchNorm(writer);
    }

    private void EmitBatchNorm(MemberWriter writer)
    {
        using (writer.Method(this, $"Batch norm of a cell of {Channels} channels. weights: scale, shift."))
            EmitScaleShift(writer, c => $"Load({c.At("x")})");
    }

    private void EmitLayerNorm(MemberWriter writer)
    {
        string sumLanes = writer.Use(new SumLanesFunction());
        string summary = $"Layer norm of a cell of {Channels} channels, epsilon {Epsilon}. weights: scale, shift. y may be x.";
        using (writer.Method(this, summary))
        {
            EmitSum(writer, "sum", centered: false);
            writer.Line($"Floats mean = Create({sumLanes}({Sums(writer, "sum")}) * (1f / {Channels}));");
            EmitSum(writer, "square", centered: true);
            writer.Line($"Floats scale = Create(1 / MathF.Sqrt({sumLanes}({Sums(writer, "square")}) * (1f / {Channels}) + {Epsilon}f));");
            EmitScaleShift(writer, c => $"(Load({c.At("x")}) - mean) * scale");
        }
    }

    private void EmitScaleShift(MemberWriter writer, Func<LoopIndex, string> value) => writer.ChannelLoop(Padded, c => writer.Line(
        $"MultiplyAddEstimate({value(c)}, Load({c.At("weights")}), Load({c.At("weights", Padded)})).Store({c.At("y")});"));

    /// <summary>
    /// Sums the channels (or the squares of their distances from the mean) into 16 lanes; lanes past the last channel do not count.
    /// </summary>
    private void EmitSum(MemberWriter writer, string name, bool centered)
    {
        int parts = SumLanesFunction.Lanes / writer.Lanes;
        writer.Line("Floats " + Code.List(parts, part => $"{name}{Code.Text(part)} = Floats.Zero") + ";");
        int full = Channels / SumLanesFunction.Lanes * SumLanesFunction.Lanes;
        if (full > 0)
        {
            writer.Loop("c", 0, full, SumLanesFunction.Lanes, c =>
            {
                for (int part = 0; part < parts; part++)
                    EmitAdd(writer, $"{name}{Code.Text(part)}", c.At("x", part * writer.Lanes), centered, used: writer.Lanes);
            });
        }

        for (int part = 0; part < parts; part++)
        {
            int used = Math.Min(writer.Lanes, Channels - full - (part * writer.Lanes));
            if (used > 0)
                EmitAdd(writer, $"{name}{Code.Text(part)}", Code.At("x", full + (part * writer.Lanes)), centered, used);
        }
    }

    private static void EmitAdd(MemberWriter writer, string sum, string address, bool centered, int used)
    {
        string value = $"Load({address})";
        if (centered)
            value += " - mean";
        if (used < writer.Lanes)
            value = $"ConditionalSelect({Mask(used)}, {value}, Floats.Zero)";
        if (!centered)
        {
            writer.Line($"{sum} += {value};");
            return;
        }

        using (writer.Block(""))
        {
            writer.Line($"Floats d = {value};");
            writer.MultiplyAdd(sum, "d", "d");
        }
    }

    private static string Mask(int used) => $"LessThan(CreateSequence(0f, 1f), Create({Code.Text(used)}f))";

    private static string Sums(MemberWriter writer, string name) =>
        Code.List(SumLanesFunction.Lanes / writer.Lanes, part => $"{name}{Code.Text(part)}");

    internal sealed record Arguments(FloatPointer X, FloatPointer Weights, FloatPointer Y) : Signature;
}

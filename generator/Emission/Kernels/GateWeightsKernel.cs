using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Multiplies a gate on the inputs of a 1x1 convolution into its packed weights.</summary>
internal sealed record GateWeightsKernel(int Inputs, int PaddedOutputs) : Kernel<GateWeightsKernel.Arguments>
{
    public override string BaseName => $"GateWeights{Inputs}x{PaddedOutputs}";

    public override void Emit(MemberWriter writer)
    {
        string summary = $"Packed weights of {Inputs} -> {PaddedOutputs} outputs, each row times the gate of its input. The bias stays.";
        using (writer.Method(this, summary))
        {
            writer.Line($"int first = worker.First({Inputs}), end = worker.End({Inputs});");
            writer.Line("if (worker.Index == 0)");
            writer.Line($"    new ReadOnlySpan<float>(weights, {PaddedOutputs}).CopyTo(new Span<float>(y, {PaddedOutputs}));");
            writer.Line($"weights += {PaddedOutputs};");
            writer.Line($"y += {PaddedOutputs};");
            writer.Loop("n", 0, PaddedOutputs, ChannelLayout.Panel, n => EmitPanel(writer, n));
        }
    }

    private void EmitPanel(MemberWriter writer, LoopIndex n)
    {
        writer.Line($"int width = Math.Min({ChannelLayout.Panel}, {PaddedOutputs} - {n.Text});");
        using (writer.Block("for (int k = first; k < end; k++)"))
        {
            writer.Line("Floats factor = Create(gate[k]);");
            using (writer.Block($"for (int c = k * width; c < (k + 1) * width; c += {writer.Lanes})"))
                writer.Line("(Load(weights + c) * factor).Store(y + c);");
        }

        writer.Line($"weights += {Inputs} * width;");
        writer.Line($"y += {Inputs} * width;");
    }

    internal sealed record Arguments(FloatPointer Gate, FloatPointer Weights, FloatPointer Y, WorkerExpression Worker) : Signature;
}

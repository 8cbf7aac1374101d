using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Multiplies a gate on the inputs of a 1x1 convolution into its packed weights.</summary>
internal sealed record GateWeightsKernel(int Inputs, int PaddedOutputs) : Kernel
{
    public override string BaseName => $"GateWeights{Inputs}x{PaddedOutputs}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"Packed weights of {Inputs} -> {PaddedOutputs} outputs, each row times the gate of its input. The bias stays.");
        using (writer.Method("float* gate, float* weights, float* y, Worker worker"))
        {
            writer.Line($"int first = worker.First({Inputs}), end = worker.End({Inputs});");
            writer.Line("if (worker.Index == 0)");
            writer.Line($"    new ReadOnlySpan<float>(weights, {PaddedOutputs}).CopyTo(new Span<float>(y, {PaddedOutputs}));");
            writer.Line($"weights += {PaddedOutputs};");
            writer.Line($"y += {PaddedOutputs};");
            using (writer.Block($"for (int n = 0; n < {PaddedOutputs}; n += {Align.Panel})"))
            {
                writer.Line($"int width = Math.Min({Align.Panel}, {PaddedOutputs} - n);");
                using (writer.Block("for (int k = first; k < end; k++)"))
                {
                    writer.Line("Floats factor = Create(gate[k]);");
                    using (writer.Block($"for (int c = k * width; c < (k + 1) * width; c += {writer.Lanes})"))
                        writer.Line("(Load(weights + c) * factor).Store(y + c);");
                }

                writer.Line($"weights += {Inputs} * width;");
                writer.Line($"y += {Inputs} * width;");
            }
        }
    }
}

using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Normalises one cell. Sums over channels go through 16 lanes and one tree, whatever the vector width.</summary>
internal sealed record NormalizeCellKernel(int Channels, CellNorm Norm) : Kernel
{
    public override string BaseName => $"{Norm.Kind}Norm{Channels}";

    private string Epsilon => Norm.Epsilon.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private int Padded => Align.ToLanes(Channels);

    public override void Emit(KernelWriter writer)
    {
        if (Norm.Kind == Normalization.Layer)
            EmitLayerNorm(writer);
        else
            EmitBatchNorm(writer);
    }

    private void EmitBatchNorm(KernelWriter writer)
    {
        writer.Summary($"Batch norm of a cell of {Channels} channels. weights: scale, shift.");
        using (writer.Method("float* x, float* weights, float* y"))
        using (writer.Block($"for (int c = 0; c < {Padded}; c += {writer.Lanes})"))
            writer.Line($"MultiplyAddEstimate(Load(x + c), Load(weights + c), Load(weights + {Padded} + c)).Store(y + c);");
    }

    private void EmitLayerNorm(KernelWriter writer)
    {
        string sumLanes = writer.Use(new SumLanesFunction());
        writer.Summary($"Layer norm of a cell of {Channels} channels, epsilon {Epsilon}. weights: scale, shift. y may be x.");
        using (writer.Method("float* x, float* weights, float* y"))
        {
            EmitSum(writer, "sum", centered: false);
            writer.Line($"Floats mean = Create({sumLanes}({Sums(writer, "sum")}) * (1f / {Channels}));");
            EmitSum(writer, "square", centered: true);
            writer.Line($"Floats scale = Create(1 / MathF.Sqrt({sumLanes}({Sums(writer, "square")}) * (1f / {Channels}) + {Epsilon}f));");
            using (writer.Block($"for (int c = 0; c < {Padded}; c += {writer.Lanes})"))
                writer.Line($"MultiplyAddEstimate((Load(x + c) - mean) * scale, Load(weights + c), Load(weights + {Padded} + c)).Store(y + c);");
        }
    }

    /// <summary>Sums the channels (or the squares of their distances from the mean) into 16 lanes; lanes past the last channel do not count.</summary>
    private void EmitSum(KernelWriter writer, string name, bool centered)
    {
        int parts = SumLanesFunction.Lanes / writer.Lanes;
        writer.Line("Floats " + string.Join(", ", Enumerable.Range(0, parts).Select(p => $"{name}{p} = Floats.Zero")) + ";");
        int full = Channels / SumLanesFunction.Lanes * SumLanesFunction.Lanes;
        if (full > 0)
        {
            using (writer.Block($"for (int c = 0; c < {full}; c += {SumLanesFunction.Lanes})"))
            {
                for (int p = 0; p < parts; p++)
                    EmitAdd(writer, $"{name}{p}", KernelWriter.At("x + c", p * writer.Lanes), centered, used: writer.Lanes);
            }
        }

        for (int p = 0; p < parts; p++)
        {
            int used = Math.Min(writer.Lanes, Channels - full - (p * writer.Lanes));
            if (used > 0)
                EmitAdd(writer, $"{name}{p}", KernelWriter.At("x", full + (p * writer.Lanes)), centered, used);
        }
    }

    private static void EmitAdd(KernelWriter writer, string sum, string address, bool centered, int used)
    {
        string value = $"Load({address})";
        if (centered)
            value += " - mean";
        if (used < writer.Lanes)
            value = $"ConditionalSelect({Mask(used)}, {value}, Floats.Zero)";
        if (centered)
        {
            using (writer.Block(""))
            {
                writer.Line($"Floats d = {value};");
                writer.MultiplyAdd(sum, "d", "d");
            }
        }
        else
        {
            writer.Line($"{sum} += {value};");
        }
    }

    private static string Mask(int used) =>
        $"LessThan(CreateSequence(0f, 1f), Create({used}f))";

    private static string Sums(KernelWriter writer, string name) =>
        string.Join(", ", Enumerable.Range(0, SumLanesFunction.Lanes / writer.Lanes).Select(p => $"{name}{p}"));
}

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Some outputs of a row of a depthwise convolution: taps in registers, each input cell loaded once a tap row.</summary>
internal sealed record DepthwiseTileKernel(int Kernel, int Stride, int Outputs) : Kernel
{
    public override string BaseName => $"{Name(Kernel, Stride)}Tile{Outputs}";

    /// <summary>What such a convolution is called, by tiles or as a whole.</summary>
    public static string Name(int kernel, int stride) => $"Depthwise{kernel}x{kernel}{(stride == 1 ? "" : $"Stride{stride}")}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"{Outputs} output(s) of a row. x: ring of cells, the first tap row is the stored one. weights: bias, taps.");
        using (writer.Tile(
            "float* x, int stored, int ringRows, nint rowStride, nint xCell, nint cell, float* weights, int firstTap, int taps, float* y, nint skip, " +
            "int firstChannel, int endChannel, float* constants"))
        using (writer.Block($"for (nint c = firstChannel; c < endChannel; c += {writer.Lanes})"))
        {
            EmitSums(writer);
            EmitStores(writer);
        }
    }

    private void EmitSums(KernelWriter writer)
    {
        writer.Line("Floats y0 = Load(weights + c);");
        if (Outputs > 1)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(1, Outputs - 1).Select(t => $"y{t} = y0")) + ";");
        writer.Line($"float* w = weights + (1 + firstTap * {Kernel}) * cell + c;");
        writer.Line("int row = stored;");
        using (writer.Block("for (int tap = taps; tap > 0; tap--)"))
        {
            writer.Line("float* source = x + row * rowStride + c;");
            writer.Line("row = row + 1 == ringRows ? 0 : row + 1;");
            for (int t = 0; t < Kernel; t++)
            {
                writer.Line($"Floats w{t} = Load(w);");
                writer.Line("w += cell;");
            }

            int columns = ((Outputs - 1) * Stride) + Kernel;
            for (int column = 0; column < columns; column++)
                EmitColumn(writer, column);
        }
    }

    /// <summary>One input cell goes to every output of the tile that has a tap on it.</summary>
    private void EmitColumn(KernelWriter writer, int column)
    {
        if (column > 0)
            writer.Line("source += xCell;");
        writer.Line($"{(column == 0 ? "Floats " : "")}v = Load(source);");
        for (int output = 0; output < Outputs; output++)
        {
            int tap = column - (output * Stride);
            if (tap >= 0 && tap < Kernel)
                writer.MultiplyAdd($"y{output}", "v", $"w{tap}");
        }
    }

    private void EmitStores(KernelWriter writer)
    {
        writer.Line("float* target = y + c;");
        writer.Line("nint added = skip; // what is added lies further behind each output if the cells of x are longer");
        writer.HoldOutput();
        for (int t = 0; t < Outputs; t++)
        {
            if (t > 0)
            {
                writer.Line("target += cell;");
                writer.Line("added += xCell - cell;");
            }

            writer.StoreOutput($"y{t}", "target", "added");
        }
    }
}

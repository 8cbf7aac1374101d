namespace Emo.Codegen.Emission;

/// <summary>Some outputs of a row of a depthwise convolution: taps in registers, each input cell loaded once a tap row.</summary>
internal sealed record DepthwiseTile(int KernelSize, int Stride, int Outputs) : Tile<DepthwiseTile.Arguments>
{
    public override string BaseName => $"{Name(KernelSize, Stride)}Tile{Outputs}";

    /// <summary>What such a convolution is called, by tiles or as a whole.</summary>
    public static string Name(int kernelSize, int stride) =>
        $"Depthwise{Code.Text(kernelSize)}x{Code.Text(kernelSize)}{(stride == 1 ? "" : $"Stride{Code.Text(stride)}")}";

    public override void Emit(MemberWriter writer)
    {
        string summary = $"{Outputs} output(s) of a row. x: ring of cells, the first tap row is the stored one. weights: bias, taps.";
        using (writer.TileMethod(this, summary))
        using (writer.Block($"for (nint c = firstChannel; c < endChannel; c += {writer.Lanes})"))
        {
            EmitSums(writer);
            EmitStores(writer);
        }
    }

    private void EmitSums(MemberWriter writer)
    {
        writer.Line("Floats y0 = Load(weights + c);");
        if (Outputs > 1)
            writer.Line("Floats " + Code.List(Outputs - 1, output => $"y{Code.Text(output + 1)} = y0") + ";");
        writer.Line($"float* w = weights + (1 + {Code.Times("firstTap", KernelSize)}) * cell + c;");
        writer.Line("int row = stored;");
        using (writer.Block("for (int tap = taps; tap > 0; tap--)"))
        {
            writer.Line("float* source = x + row * rowStride + c;");
            writer.Line("row = row + 1 == ringRows ? 0 : row + 1;");
            for (int t = 0; t < KernelSize; t++)
            {
                writer.Line($"Floats w{t} = Load(w);");
                writer.Line("w += cell;");
            }

            int columns = ((Outputs - 1) * Stride) + KernelSize;
            for (int column = 0; column < columns; column++)
                EmitColumn(writer, column);
        }
    }

    /// <summary>One input cell goes to every output of the tile that has a tap on it.</summary>
    private void EmitColumn(MemberWriter writer, int column)
    {
        if (column > 0)
            writer.Line("source += xCell;");
        writer.Line($"{(column == 0 ? "Floats " : "")}v = Load(source);");
        for (int output = 0; output < Outputs; output++)
        {
            int tap = column - (output * Stride);
            if (tap >= 0 && tap < KernelSize)
                writer.MultiplyAdd($"y{Code.Text(output)}", "v", $"w{Code.Text(tap)}");
        }
    }

    private void EmitStores(MemberWriter writer)
    {
        writer.Line("float* target = y + c;");
        writer.Line("nint added = skip; // what is added lies further behind each output if the cells of x are longer");
        writer.HoldOutput();
        for (int output = 0; output < Outputs; output++)
        {
            if (output > 0)
            {
                writer.Line("target += cell;");
                writer.Line("added += xCell - cell;");
            }

            writer.StoreOutput($"y{Code.Text(output)}", "target", "added");
        }
    }

    /// <param name="X">The first row of the ring, at the first tap of the first output.</param>
    /// <param name="Stored">The row of the ring where the first row of taps lies.</param>
    /// <param name="RingRows">Rows of the ring.</param>
    /// <param name="RowStride">From a row to the next.</param>
    /// <param name="XCell">From a cell of x to the next.</param>
    /// <param name="Cell">From a cell of y to the next; from a tap's weights to the next.</param>
    /// <param name="Weights">Bias, then taps.</param>
    /// <param name="FirstTap">The first row of taps that meets the map.</param>
    /// <param name="Taps">The rows of taps that do.</param>
    /// <param name="Y">The first output.</param>
    /// <param name="Skip">How far behind the first output that lies which is added to it.</param>
    /// <param name="FirstChannel">The first channel.</param>
    /// <param name="EndChannel">Behind the last channel.</param>
    /// <param name="Constants">The table of constants.</param>
    internal sealed record Arguments(
        FloatPointer X,
        Int Stored,
        Int RingRows,
        NativeInt RowStride,
        NativeInt XCell,
        NativeInt Cell,
        FloatPointer Weights,
        Int FirstTap,
        Int Taps,
        FloatPointer Y,
        NativeInt Skip,
        Int FirstChannel,
        Int EndChannel,
        FloatPointer Constants) : Signature;
}

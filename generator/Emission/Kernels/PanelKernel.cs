using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// The inner product of all 1x1 convolutions and linear layers: tiles of cells times a panel of weights, in registers. Each
/// output adds its products in the order of the inputs. Inputs and cell stride are literals: as arguments they would take
/// the address registers that the tile needs.
/// </summary>
internal sealed record PanelKernel(int Cells, int Vectors, int Inputs, int CellStride, int PanelStride, Activation Activation, bool AddToTarget) : Kernel
{
    public override string BaseName =>
        $"Panel{Inputs}Tile{Cells}x{Vectors}{(Activation == Activation.None ? "" : Activation.ToString())}{(AddToTarget ? "Add" : "")}";

    public override void Emit(KernelWriter writer)
    {
        string result = AddToTarget ? "added to y" : Activation == Activation.None ? "into y" : $"{Activation} into y";
        writer.Summary(
            $"Tiles of {Cells} cell(s) of {Inputs} inputs, {CellStride} apart, times {Vectors} vector(s) of a panel [{Inputs}][{PanelStride}], plus bias, {result}.");
        using (writer.Method(
            "float* x, int xLine, float* panel, float* bias, float* y, int yCell, int yLine, int lines, int tiles"))
        using (writer.Block("for (; lines > 0; lines--, x += xLine, y += yLine)"))
        {
            writer.Line("float* source = x;");
            writer.Line("float* cell = y;");
            using (writer.Block($"for (int tile = 0; tile < tiles; tile++, source += {Cells * CellStride}, cell += {Cells} * yCell)"))
                EmitTile(writer);
        }
    }

    private void EmitTile(KernelWriter writer)
    {
        for (int v = 0; v < Vectors; v++)
            writer.Line($"Floats y0{v} = Simd.Load({KernelWriter.At("bias", v * writer.Lanes)});");
        for (int r = 1; r < Cells; r++)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(0, Vectors).Select(v => $"y{r}{v} = y0{v}")) + ";");

        writer.Line("float* w = panel;");
        using (writer.Block($"for (nint k = 0; k < {Inputs}; k++, w += {PanelStride})"))
        {
            for (int v = 0; v < Vectors; v++)
                writer.Line($"Floats w{v} = Simd.Load({KernelWriter.At("w", v * writer.Lanes)});");
            for (int r = 0; r < Cells; r++)
            {
                writer.Line($"{(r == 0 ? "Floats " : "")}a = Simd.Create(source[{(r == 0 ? "k" : $"k + {r * CellStride}")}]);");
                for (int v = 0; v < Vectors; v++)
                    writer.MultiplyAdd($"y{r}{v}", "a", $"w{v}");
            }
        }

        writer.Line("float* target = cell;");
        bool activateLater = Activation != Activation.None && !writer.Width.ActivateInRegisters;
        for (int r = 0; r < Cells; r++)
        {
            if (r > 0)
                writer.Line("target += yCell;");
            EmitStores(writer, r, activateLater ? Activation.None : Activation);
        }

        if (activateLater)
            EmitActivation(writer);
    }

    private void EmitStores(KernelWriter writer, int row, Activation activation)
    {
        for (int v = 0; v < Vectors; v++)
        {
            string target = KernelWriter.At("target", v * writer.Lanes);
            string value = writer.Activate(activation, $"y{row}{v}");
            writer.Line(AddToTarget ? $"Simd.Store(Simd.Load({target}) + {value}, {target});" : $"Simd.Store({value}, {target});");
        }
    }

    /// <summary>With few registers the activation's constants would push accumulators out, so it takes a second pass over the stored tile.</summary>
    private void EmitActivation(KernelWriter writer)
    {
        writer.Line("target = cell;");
        using (writer.Block($"for (int r = 0; r < {Cells}; r++, target += yCell)"))
        {
            for (int v = 0; v < Vectors; v++)
            {
                string target = KernelWriter.At("target", v * writer.Lanes);
                writer.Line($"Simd.Store({writer.Activate(Activation, $"Simd.Load({target})")}, {target});");
            }
        }
    }
}

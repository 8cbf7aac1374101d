using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// The inner product of all 1x1 convolutions and linear layers: lines of cells times a panel of weights. Each tile keeps
/// cells x vectors accumulators in registers; each output adds its products in the order of the inputs.
/// </summary>
internal sealed record PanelKernel(int Inputs, int CellStride, int PanelStride, int Vectors, Tiling Line, Activation Activation, bool AddToTarget)
    : Kernel
{
    public override string BaseName =>
        $"Panel{Inputs}x{Line.Small + (Line.LargeCount > 0 ? 1 : 0)}x{Vectors}{(Activation == Activation.None ? "" : Activation.ToString())}{(AddToTarget ? "Add" : "")}";

    public override void Emit(KernelWriter writer)
    {
        string result = AddToTarget ? "added to y" : Activation == Activation.None ? "into y" : $"{Activation} into y";
        writer.Summary(
            $"x: cells of {Inputs} inputs, {CellStride} apart. panel: [{Inputs}][{PanelStride}], of which {Vectors} vectors are used. " +
            $"Lines of {Line.LargeCount + Line.SmallCount} tile(s), {result}.");
        using (writer.Method("float* x, float* panel, float* bias, float* y, int cellStride, int lineStride, int lines"))
        using (writer.Block("for (; lines > 0; lines--, y += lineStride)"))
        {
            writer.Line("float* cell = y;");
            foreach (var (size, count, _) in Line.Tiles)
            {
                using (writer.Block($"for (int tile = 0; tile < {count}; tile++, x += {size * CellStride}, cell += {size} * cellStride)"))
                    EmitTile(writer, size);
            }
        }
    }

    private void EmitTile(KernelWriter writer, int cells)
    {
        for (int v = 0; v < Vectors; v++)
            writer.Line($"Floats y0{v} = Simd.Load({KernelWriter.At("bias", v * writer.Lanes)});");
        for (int r = 1; r < cells; r++)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(0, Vectors).Select(v => $"y{r}{v} = y0{v}")) + ";");

        writer.Line("float* w = panel;");
        using (writer.Block($"for (nint k = 0; k < {Inputs}; k++, w += {PanelStride})"))
        {
            for (int v = 0; v < Vectors; v++)
                writer.Line($"Floats w{v} = Simd.Load({KernelWriter.At("w", v * writer.Lanes)});");
            for (int r = 0; r < cells; r++)
            {
                writer.Line($"{(r == 0 ? "Floats " : "")}a = Simd.Create(x[{(r == 0 ? "k" : $"k + {r * CellStride}")}]);");
                for (int v = 0; v < Vectors; v++)
                    writer.MultiplyAdd($"y{r}{v}", "a", $"w{v}");
            }
        }

        if (Activation != Activation.None && !writer.Width.ActivateInRegisters)
            EmitStoresThenActivation(writer, cells);
        else
            EmitStores(writer, cells);
    }

    private void EmitStores(KernelWriter writer, int cells)
    {
        for (int r = 0; r < cells; r++)
        {
            for (int v = 0; v < Vectors; v++)
            {
                string target = Target(writer, r, v);
                string value = writer.Activate(Activation, $"y{r}{v}");
                writer.Line(AddToTarget ? $"Simd.Store(Simd.Load({target}) + {value}, {target});" : $"Simd.Store({value}, {target});");
            }
        }
    }

    /// <summary>With few registers the activation's constants would push accumulators out, so it takes a second pass over the stored tile.</summary>
    private void EmitStoresThenActivation(KernelWriter writer, int cells)
    {
        for (int r = 0; r < cells; r++)
        {
            for (int v = 0; v < Vectors; v++)
                writer.Line($"Simd.Store(y{r}{v}, {Target(writer, r, v)});");
        }

        writer.Line("float* stored = cell;");
        using (writer.Block($"for (int i = 0; i < {cells}; i++, stored += cellStride)"))
        {
            for (int v = 0; v < Vectors; v++)
            {
                string target = KernelWriter.At("stored", v * writer.Lanes);
                string value = writer.Activate(Activation, $"Simd.Load({target})");
                writer.Line(AddToTarget
                    ? throw new InvalidOperationException("an activation is never added to the target")
                    : $"Simd.Store({value}, {target});");
            }
        }
    }

    private static string Target(KernelWriter writer, int row, int vector)
    {
        string cell = row == 0 ? "cell" : row == 1 ? "cell + cellStride" : $"cell + {row} * cellStride";
        return KernelWriter.At(cell, vector * writer.Lanes);
    }
}

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// The inner product of all 1x1 convolutions and linear layers: tiles of cells times a panel of weights, in registers. Each
/// output adds its products in the order of the inputs. All layers share it: sizes as arguments cost nothing, as long as
/// the cells of a tile are one pointer plus offsets.
/// </summary>
internal sealed record PanelKernel(int Cells, int Vectors) : Kernel
{
    public override string BaseName => $"Panel{Cells}x{Vectors}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"Lines of tiles of {Cells} cell(s), times {Vectors} vector(s) of a panel [inputs][panelWidth], plus bias. Strides in floats.");
        using (writer.Tile(
            "float* x, nint xCell, nint xLine, float* panel, nint inputs, nint panelWidth, float* bias, " +
            "float* y, nint yCell, nint yLine, nint skip, int lines, int tiles, float* constants"))
        {
            for (int r = 2; r < Cells; r++)
                writer.Line($"nint cell{r} = {r} * xCell;");
            writer.Line("// Meanwhile the next panel comes to the second-level cache, a part of it with each tile.");
            writer.Line("byte* ahead = (byte*)(panel + inputs * panelWidth);");
            writer.Line("nint aheadStep = sizeof(float) * panelWidth / (lines * tiles);");
            using (writer.Block("for (; lines > 0; lines--, x += xLine, y += yLine)"))
            {
                writer.Line("float* source = x;");
                writer.Line("float* target = y;");
                using (writer.Block($"for (int tile = 0; tile < tiles; tile++, source += {Cells} * xCell)"))
                    EmitTile(writer);
            }
        }
    }

    private void EmitTile(KernelWriter writer)
    {
        for (int v = 0; v < Vectors; v++)
            writer.Line($"Floats y0{v} = Load({KernelWriter.At("bias", v * writer.Lanes)});");
        for (int r = 1; r < Cells; r++)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(0, Vectors).Select(v => $"y{r}{v} = y0{v}")) + ";");

        writer.Line("float* w = panel;");
        writer.Line("float* cell = source;");
        using (writer.Block("for (nint k = inputs; k > 0; k--, cell++, w += panelWidth, ahead += aheadStep)"))
        {
            writer.Line($"{writer.Use(new PrefetchFunction())}(ahead);");
            for (int v = 0; v < Vectors; v++)
                writer.Line($"Floats w{v} = Load({KernelWriter.At("w", v * writer.Lanes)});");
            for (int r = 0; r < Cells; r++)
            {
                string offset = r == 0 ? "0" : r == 1 ? "xCell" : $"cell{r}";
                writer.Line($"{(r == 0 ? "Floats " : "")}a = Create(cell[{offset}]);");
                for (int v = 0; v < Vectors; v++)
                    writer.MultiplyAdd($"y{r}{v}", "a", $"w{v}");
            }
        }

        writer.HoldOutput();
        for (int r = 0; r < Cells; r++)
        {
            for (int v = 0; v < Vectors; v++)
                writer.StoreOutput($"y{r}{v}", KernelWriter.At("target", v * writer.Lanes), "skip");
            writer.Line("target += yCell;");
        }
    }
}

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// The inner product of all dense convolutions: tiles of cells of a row times a panel of weights, in registers over all taps. Each
/// output adds its products tap row by tap row, tap by tap, in the order of the inputs.
/// </summary>
internal sealed record ConvolutionPanelKernel(int Cells, int Vectors) : Kernel
{
    public override string BaseName => $"TapPanel{Cells}x{Vectors}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary(
            $"Tiles of {Cells} cell(s), times {Vectors} vector(s) of a panel [tap row][tap column][inputs][panelWidth], plus bias, into y; what is added is y itself. " +
            "Strides in floats; panelSkip lies behind the tap columns of a row.");
        using (writer.Tile(
            "float* x, nint xCell, nint tapCell, nint tapRow, int tapRows, int tapColumns, float* panel, nint inputs, nint panelWidth, nint panelSkip, float* bias, " +
            "float* y, nint yCell, int tiles, float* constants"))
        {
            for (int r = 2; r < Cells; r++)
                writer.Line($"nint cell{r} = {r} * xCell;");
            writer.Line("float* target = y;");
            using (writer.Block($"for (int tile = 0; tile < tiles; tile++, x += {Cells} * xCell)"))
            {
                EmitSums(writer);
                EmitStores(writer);
            }
        }
    }

    private void EmitSums(KernelWriter writer)
    {
        for (int v = 0; v < Vectors; v++)
            writer.Line($"Floats y0{v} = Load({KernelWriter.At("bias", v * writer.Lanes)});");
        for (int r = 1; r < Cells; r++)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(0, Vectors).Select(v => $"y{r}{v} = y0{v}")) + ";");

        writer.Line("float* w = panel;");
        writer.Line("float* taps = x;");
        using (writer.Block("for (int i = tapRows; i > 0; i--, taps += tapRow, w += panelSkip)"))
        {
            writer.Line("float* tap = taps;");
            using (writer.Block("for (int j = tapColumns; j > 0; j--, tap += tapCell)"))
            {
                writer.Line("float* cell = tap;");
                using (writer.Block("for (nint k = inputs; k > 0; k--, cell++, w += panelWidth)"))
                    EmitProducts(writer);
            }
        }
    }

    private void EmitProducts(KernelWriter writer)
    {
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

    private void EmitStores(KernelWriter writer)
    {
        writer.HoldOutput();
        for (int r = 0; r < Cells; r++)
        {
            for (int v = 0; v < Vectors; v++)
                writer.StoreOutput($"y{r}{v}", KernelWriter.At("target", v * writer.Lanes), skip: "0");
            writer.Line("target += yCell;");
        }
    }
}

namespace Emo.Codegen.Emission;

/// <summary>
/// The inner product of all dense convolutions: tiles of cells of a row times a panel of weights, in registers over all taps. Each
/// output adds its products tap row by tap row, tap by tap, in the order of the inputs.
/// </summary>
internal sealed record TapPanelTile(int Cells, int Vectors) : Tile<TapPanelTile.Arguments>
{
    public override string BaseName => $"TapPanel{Cells}x{Vectors}";

    private RegisterTile Registers => new(Cells, Vectors);

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"Tiles of {Cells} cell(s), times {Vectors} vector(s) of a panel [tap row][tap column][inputs][panelWidth], plus bias, " +
            "into y; what is added is y itself. Strides in floats; panelSkip lies behind the tap columns of a row.";
        using (writer.TileMethod(this, summary))
        {
            CellTile.EmitOffsets(writer, Cells);
            writer.Line("float* target = y;");
            using (writer.Block($"for (int tile = 0; tile < tiles; tile++, x += {Code.Times("xCell", Cells)})"))
            {
                Registers.EmitStart(writer, vector => Code.At("bias", vector * writer.Lanes));
                EmitTaps(writer);
                CellTile.EmitStores(writer, Registers, skip: "0");
            }
        }
    }

    private void EmitTaps(MemberWriter writer)
    {
        writer.Line("float* w = panel;");
        writer.Line("float* taps = x;");
        using (writer.Block("for (int i = tapRows; i > 0; i--, taps += tapRow, w += panelSkip)"))
        {
            writer.Line("float* tap = taps;");
            using (writer.Block("for (int j = tapColumns; j > 0; j--, tap += tapCell)"))
            {
                writer.Line("float* cell = tap;");
                using (writer.Block("for (nint k = inputs; k > 0; k--, cell++, w += panelWidth)"))
                {
                    Registers.EmitProducts(
                        writer, pointer: vector => Code.At("w", vector * writer.Lanes), factor: cell => $"cell[{CellTile.Offset(cell)}]");
                }
            }
        }
    }

    /// <param name="X">The first tap of the first cell.</param>
    /// <param name="XCell">From what a cell reads to what the next one reads.</param>
    /// <param name="TapCell">From a tap to the next in a row of taps.</param>
    /// <param name="TapRow">From a row of taps to the next.</param>
    /// <param name="TapRows">How many rows of taps.</param>
    /// <param name="TapColumns">Taps of a row.</param>
    /// <param name="Panel">The weights of the first tap.</param>
    /// <param name="Inputs">Inputs of a tap.</param>
    /// <param name="PanelWidth">Outputs of the panel, of which the tile may take a part.</param>
    /// <param name="PanelSkip">Weights of the taps that are left out behind a row of taps.</param>
    /// <param name="Bias">The bias of its outputs.</param>
    /// <param name="Y">The first cell's outputs.</param>
    /// <param name="YCell">From a cell to the next.</param>
    /// <param name="Tiles">How many tiles.</param>
    /// <param name="Constants">The table of constants.</param>
    internal sealed record Arguments(
        FloatPointer X,
        NativeInt XCell,
        NativeInt TapCell,
        NativeInt TapRow,
        Int TapRows,
        Int TapColumns,
        FloatPointer Panel,
        NativeInt Inputs,
        NativeInt PanelWidth,
        NativeInt PanelSkip,
        FloatPointer Bias,
        FloatPointer Y,
        NativeInt YCell,
        Int Tiles,
        FloatPointer Constants) : Signature;
}

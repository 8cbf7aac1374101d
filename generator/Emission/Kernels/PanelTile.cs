namespace Emo.Codegen.Emission;

/// <summary>
/// The inner product of all 1x1 convolutions and linear layers: tiles of cells times a panel of weights, in registers. Each
/// output adds its products in the order of the inputs. All layers share it: sizes as arguments cost nothing, as long as
/// the cells of a tile are one pointer plus offsets.
/// </summary>
internal sealed record PanelTile(int Cells, int Vectors) : Tile<PanelTile.Arguments>
{
    public override string BaseName => $"Panel{Cells}x{Vectors}";

    private RegisterTile Registers => new(Cells, Vectors);

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"Lines of tiles of {Cells} cell(s), times {Vectors} vector(s) of a panel [inputs][panelWidth], plus bias. " +
            "Strides in floats.";
        using (writer.TileMethod(this, summary))
        {
            CellTile.EmitOffsets(writer, Cells);
            writer.Line("// Meanwhile the next panel comes to the second-level cache, a part of it with each tile.");
            writer.Line("byte* ahead = (byte*)(panel + inputs * panelWidth);");
            writer.Line("nint aheadStep = sizeof(float) * panelWidth / (lines * tiles);");
            using (writer.Block("for (; lines > 0; lines--, x += xLine, y += yLine)"))
            {
                writer.Line("float* source = x;");
                writer.Line("float* target = y;");
                using (writer.Block($"for (int tile = 0; tile < tiles; tile++, source += {Code.Times("xCell", Cells)})"))
                    EmitTile(writer);
            }
        }
    }

    private void EmitTile(MemberWriter writer)
    {
        Registers.EmitStart(writer, vector => Code.At("bias", vector * writer.Lanes));
        writer.Line("float* w = panel;");
        writer.Line("float* cell = source;");
        using (writer.Block("for (nint k = inputs; k > 0; k--, cell++, w += panelWidth, ahead += aheadStep)"))
        {
            writer.Line($"{writer.Use(new PrefetchFunction())}(ahead);");
            Registers.EmitProducts(
                writer, pointer: vector => Code.At("w", vector * writer.Lanes), factor: cell => $"cell[{CellTile.Offset(cell)}]");
        }

        CellTile.EmitStores(writer, Registers, "skip");
    }

    /// <param name="X">The first cell.</param>
    /// <param name="XCell">From a cell to the next.</param>
    /// <param name="XLine">From a line to the next.</param>
    /// <param name="Panel">The weights, [inputs][panelWidth].</param>
    /// <param name="Inputs">Inputs of a cell.</param>
    /// <param name="PanelWidth">Outputs of the panel, of which the tile may take a part.</param>
    /// <param name="Bias">The bias of its outputs.</param>
    /// <param name="Y">The first cell's outputs.</param>
    /// <param name="YCell">From a cell to the next.</param>
    /// <param name="YLine">From a line to the next.</param>
    /// <param name="Skip">How far behind an output that lies which is added to it.</param>
    /// <param name="Lines">How many lines.</param>
    /// <param name="Tiles">Tiles of a line.</param>
    /// <param name="Constants">The table of constants.</param>
    internal sealed record Arguments(
        FloatPointer X,
        NativeInt XCell,
        NativeInt XLine,
        FloatPointer Panel,
        NativeInt Inputs,
        NativeInt PanelWidth,
        FloatPointer Bias,
        FloatPointer Y,
        NativeInt YCell,
        NativeInt YLine,
        NativeInt Skip,
        Int Lines,
        Int Tiles,
        FloatPointer Constants) : Signature;
}

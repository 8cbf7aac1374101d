using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// All 1x1 convolutions of maps that are one line of cells, and the linear layers, whose maps are one cell: workers share the tiles.
/// </summary>
internal sealed record PointwiseCellsDriver : Driver<PointwiseCellsDriver.Arguments>
{
    public override string BaseName => "PointwiseCells";

    public override void Emit(MemberWriter writer)
    {
        const string Summary =
            "A 1x1 convolution of a line of cells: panels outside, tiles inside, so that a panel stays in the first-level cache. " +
            "weights: bias, panels. Strides in floats.";
        using (writer.Method(this, Summary))
        {
            writer.Line("var tiling = Tiling.Of(cells, TKernels.TileCells);");
            using var units = PointwiseShare.Loop(writer, line: "tile", lines: "tiling.Count");
            PointwiseShare.EmitPanel(writer);
            writer.Line("int first = tiling.StartOf(tile);");
            writer.Line("float* source = x + first * xCell;");
            writer.Line($"float* target = y + first * yCell + n * {ChannelLayout.Panel};");
            writer.Line("int large = Math.Clamp(tiling.LargeCount - tile, 0, count);");
            using (writer.Block("if (large > 0)"))
            {
                EmitTiles(writer, cells: "tiling.Large", tiles: "large");
                writer.Line("source += large * tiling.Large * xCell;");
                writer.Line("target += large * tiling.Large * yCell;");
            }

            using (writer.Indent("if (large < count)"))
                EmitTiles(writer, cells: "tiling.Small", tiles: "count - large");
        }
    }

    private static void EmitTiles(MemberWriter writer, string cells, string tiles) => writer.Call(
        new PanelTilesKernel(),
        Signature.Of<PanelTilesKernel.Arguments>() with
        {
            Cells = cells,
            First = Signature.Of<PanelTile.Arguments>() with
            {
                X = "source",
                XLine = 0,
                PanelWidth = "width",
                Y = "target",
                YLine = 0,
                Lines = 1,
                Tiles = tiles,
            },
        });

    /// <param name="Output">What becomes of the sums.</param>
    /// <param name="Inputs">Inputs of a cell.</param>
    /// <param name="Outputs">Outputs of a cell, padded.</param>
    /// <param name="Cells">How many cells.</param>
    /// <param name="X">The first cell.</param>
    /// <param name="XCell">From a cell to the next.</param>
    /// <param name="Weights">Bias, then panels.</param>
    /// <param name="Y">The first cell's outputs.</param>
    /// <param name="YCell">From a cell to the next.</param>
    /// <param name="Skip">How far behind an output that lies which is added to it.</param>
    /// <param name="Constants">The table of constants.</param>
    /// <param name="Worker">Takes a share.</param>
    internal sealed record Arguments(
        OutputExpression Output,
        Int Inputs,
        Int Outputs,
        Int Cells,
        FloatPointer X,
        NativeInt XCell,
        FloatPointer Weights,
        FloatPointer Y,
        NativeInt YCell,
        NativeInt Skip,
        FloatPointer Constants,
        WorkerExpression Worker) : Signature;
}

using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>All 1x1 convolutions of maps whose rows are lines of their own: workers share the lines.</summary>
internal sealed record PointwiseLinesDriver : Driver<PointwiseLinesDriver.Arguments>
{
    public override string BaseName => "PointwiseLines";

    public override void Emit(MemberWriter writer)
    {
        const string Summary =
            "A 1x1 convolution of lines of cells: panels outside, lines inside, so that a panel stays in the first-level cache. " +
            "weights: bias, panels. y: ring of lines. Strides in floats.";
        using (writer.Method(this, Summary))
        {
            writer.Line("var tiling = Tiling.Of(cells, TKernels.TileCells);");
            using var units = PointwiseShare.Loop(writer, line: "line", lines: "lines");
            writer.Line("int stored = (firstLine + line) % ring;");
            writer.Line("count = Math.Min(count, ring - stored);");
            PointwiseShare.EmitPanel(writer);
            writer.Line("float* source = x + line * xLine;");
            writer.Line($"float* target = y + stored * yLine + n * {ChannelLayout.Panel};");
            using (writer.Indent("if (tiling.LargeCount > 0)"))
                EmitTiles(writer, cells: "tiling.Large", tiles: "tiling.LargeCount");
            writer.Line("source += tiling.SmallStart * xCell;");
            writer.Line("target += tiling.SmallStart * yCell;");
            EmitTiles(writer, cells: "tiling.Small", tiles: "tiling.SmallCount");
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
                PanelWidth = "width",
                Y = "target",
                Lines = "count",
                Tiles = tiles,
            },
        });

    /// <param name="Output">What becomes of the sums.</param>
    /// <param name="Inputs">Inputs of a cell.</param>
    /// <param name="Outputs">Outputs of a cell, padded.</param>
    /// <param name="Cells">Cells of a line.</param>
    /// <param name="X">The first cell of the first line.</param>
    /// <param name="XCell">From a cell to the next.</param>
    /// <param name="XLine">From a line to the next.</param>
    /// <param name="Weights">Bias, then panels.</param>
    /// <param name="Y">The first stored line, at its first cell.</param>
    /// <param name="YCell">From a cell to the next.</param>
    /// <param name="YLine">From a line to the next.</param>
    /// <param name="Skip">How far behind an output that lies which is added to it.</param>
    /// <param name="Ring">Lines that are stored.</param>
    /// <param name="FirstLine">The first line's number, modulo the ring its place.</param>
    /// <param name="Lines">How many lines.</param>
    /// <param name="Constants">The table of constants.</param>
    /// <param name="Worker">Takes a share.</param>
    internal sealed record Arguments(
        OutputExpression Output,
        Int Inputs,
        Int Outputs,
        Int Cells,
        FloatPointer X,
        NativeInt XCell,
        NativeInt XLine,
        FloatPointer Weights,
        FloatPointer Y,
        NativeInt YCell,
        NativeInt YLine,
        NativeInt Skip,
        Int Ring,
        Int FirstLine,
        Int Lines,
        FloatPointer Constants,
        WorkerExpression Worker) : Signature;
}

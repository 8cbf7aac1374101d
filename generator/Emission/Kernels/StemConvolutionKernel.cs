using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>The stem's dense convolution from zero-padded planar lines into rows of cells.</summary>
internal sealed record StemConvolutionKernel(PaddedInput Lines, MapLayout Target, ActivationKind Activation)
    : Kernel<StemConvolutionKernel.Arguments>
{
    public override string BaseName =>
        $"StemConvolution{Lines.KernelSize}x{Lines.KernelSize}{(Activation == ActivationKind.None ? "" : Activation.ToString())}";

    protected override Arguments Parameters
    {
        get
        {
            var all = Signature.Of<Arguments>();
            return Function is null ? all with { Constants = null } : all;
        }
    }

    private VectorFunction? Function => ActivationFunction.Of(Activation);

    private int CellStride => Target.CellStride;

    public override void Emit(MemberWriter writer)
    {
        string activation = Function is null ? "" : $", {Activation.DisplayName()}";
        string summary =
            $"Convolution {Lines.KernelSize}x{Lines.KernelSize}, stride {Lines.Stride}{activation}, {Lines.Channels} planar channels -> " +
            $"rows of {Target.Width} cells of {CellStride}. x: [{Lines.Channels}][{Lines.Lines}][{Lines.LineFloats}], zero-padded, " +
            $"from the float {Lines.FirstTap} of a line. y: {Target.StoredRows} stored rows. weights: bias, taps [row][column][channel].";
        using (writer.Method(this, summary))
        {
            if (Function is not null && writer.Constants.HoldsAny)
                writer.Line($"{writer.Use(new HeldType())} held = {writer.Constants.HeldFor(Function)};");
            writer.Line("int end = worker.End(rows);");
            using var loop = writer.Block("for (int i = worker.First(rows); i < end; i++)");
            writer.Line($"float* lines = {Code.At($"x + i * {Code.Text(Lines.Stride * Lines.LineFloats)}", Lines.FirstTap)};");
            writer.Line($"float* target = {Code.At($"y + {Row()} * {Code.Text(Target.RowStride)}", Target.FirstCell)};");
            var runs = writer.Target.PanelParts(CellStride).Runs().ToList();
            foreach (var run in runs)
                writer.Loop("c", run, writer.Lanes, c => EmitRow(writer, run.Size, c), isOneOfSome: runs.Count > 1);
        }
    }

    private string Row() => Target.Storage switch
    {
        RowStorage.Ring => $"(firstRow + i) % {Code.Text(Target.StoredRows)}",
        RowStorage.Whole => "(firstRow + i)",
        RowStorage.Strip => throw new InvalidOperationException("The stem convolution writes a ring or a whole map."),
    };

    private void EmitRow(MemberWriter writer, int vectors, LoopIndex c)
    {
        int cells = Math.Min(writer.Target.ProductRows(vectors), writer.Target.Tiles.StemCells);
        var runs = Tiling.Of(Target.Width, cells).Runs().ToList();
        foreach (var run in runs)
        {
            var tile = new RegisterTile(run.Size, vectors);
            writer.Loop("column", run, 1, column => EmitTile(writer, tile, column, c), isOneOfSome: runs.Count > 1);
        }
    }

    private void EmitTile(MemberWriter writer, RegisterTile tile, LoopIndex column, LoopIndex c)
    {
        tile.EmitStart(writer, vector => c.At("weights", vector * writer.Lanes));
        writer.Line($"float* w = {c.At("weights", CellStride)};");
        int size = Lines.KernelSize;
        using (writer.Times("tap", size, $"w += {Code.Text((size - 1) * Lines.Channels * CellStride)}"))
        using (writer.Times("channel", Lines.Channels, $"w += {Code.Text(CellStride)}"))
        {
            writer.Line($"float* line = {Line(column)};");
            for (int tap = 0; tap < size; tap++)
                EmitTap(writer, tile, tap);
        }

        string cells = column.Variable is null
            ? Code.At("target", (long)column.Value * CellStride)
            : $"target + column * {Code.Text(CellStride)}";
        writer.Line($"float* cell = {c.At(cells)};");
        foreach (var (row, vector, sum) in tile.Sums)
        {
            string value = Function is { } function ? writer.Apply(function, sum) : sum;
            writer.Line($"{value}.Store({Code.At("cell", (row * CellStride) + (vector * writer.Lanes))});");
        }
    }

    /// <summary>The line of the input that a row of taps reads, at the tile's first output.</summary>
    private string Line(LoopIndex column)
    {
        string channel = Lines.Channels == 1 ? "0" : "channel";
        string tap = Lines.KernelSize == 1 ? "0" : "tap";
        string line = $"lines + ({channel} * {Code.Text(Lines.Lines)} + {tap}) * {Code.Text(Lines.LineFloats)}";
        return column.Variable is null
            ? Code.At(line, (long)column.Value * Lines.Stride)
            : $"{line} + {Code.Times("column", Lines.Stride)}";
    }

    private void EmitTap(MemberWriter writer, RegisterTile tile, int tap) => tile.EmitProducts(
        writer,
        pointer: vector => Code.At("w", (tap * Lines.Channels * CellStride) + (vector * writer.Lanes)),
        factor: cell => Code.Index("line", (cell * Lines.Stride) + tap),
        declare: tap == 0);

    /// <param name="X">The lines.</param>
    /// <param name="Weights">Bias, then taps.</param>
    /// <param name="Y">The map.</param>
    /// <param name="FirstRow">The first row of the map that is made.</param>
    /// <param name="Rows">How many rows.</param>
    /// <param name="Constants">The table of constants, if there is an activation.</param>
    /// <param name="Worker">Takes some of them.</param>
    internal sealed record Arguments(
        FloatPointer X, FloatPointer Weights, FloatPointer Y, Int FirstRow, Int Rows, FloatPointer? Constants, WorkerExpression Worker)
        : Signature;
}

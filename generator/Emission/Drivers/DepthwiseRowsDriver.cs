using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// All depthwise convolutions: row by row, by tiles of outputs of a row, for the channels of a panel at a time, so that rows are
/// still in the first-level cache when the next output row reads them. A worker's share is rows, or channels where there are more
/// vectors of them than rows.
/// </summary>
internal sealed record DepthwiseRowsDriver : Driver<DepthwiseRowsDriver.Arguments>
{
    public override string BaseName => "Depthwise";

    public override void Emit(MemberWriter writer)
    {
        const string Summary =
            "A depthwise convolution of rows with zero cells at both ends; what a skip adds is its input. " +
            "Tap rows outside the map are left out. x: ring of rows. weights: bias, taps. Strides in floats.";
        using (writer.Method(this, Summary))
        {
            EmitShare(writer);
            writer.Line("var tiling = Tiling.Of(columns, TKernels.DepthwiseOutputs(kernelSize));");
            using var groups = writer.Block($"for (int channel = firstChannel; channel < endChannel; channel += {ChannelLayout.Panel})");
            writer.Line($"int end = Math.Min(channel + {ChannelLayout.Panel}, endChannel);");
            using var loop = writer.Block("for (int i = firstLine; i < endLine; i++)");
            writer.Line("int top = (firstRow + i) * stride - padding;");
            writer.Line("int firstTap = Math.Max(0, -top);");
            writer.Line("int taps = Math.Min(kernelSize, inputRows - top) - firstTap;");
            writer.Line("int stored = (top + firstTap) % ring;");
            writer.Line("float* target = y + i * yRow;");
            writer.Line("nint skip = (nint)(x + (firstRow + i) % ring * xRow + padding * xCell - target);");
            using (writer.Indent("if (tiling.LargeCount > 0)"))
                EmitTiles(writer, "tiling.Large", "x", "target", "skip", "tiling.LargeCount");
            writer.Line("int first = tiling.SmallStart;");
            EmitTiles(
                writer,
                "tiling.Small",
                "x + first * stride * xCell",
                "target + first * cell",
                "skip + first * (xCell - cell)",
                "tiling.SmallCount");
        }
    }

    private static void EmitShare(MemberWriter writer)
    {
        writer.Line("int firstLine = splitChannels ? 0 : worker.First(rows);");
        writer.Line("int endLine = splitChannels ? rows : worker.End(rows);");
        const int Lanes = ChannelLayout.Lanes;
        writer.Line($"int firstChannel = splitChannels ? worker.First(cell / {Lanes}) * {Lanes} : 0;");
        writer.Line($"int endChannel = splitChannels ? worker.End(cell / {Lanes}) * {Lanes} : cell;");
    }

    private static void EmitTiles(MemberWriter writer, string outputs, string x, string y, string skip, string tiles) => writer.Call(
        new DepthwiseTilesKernel(),
        Signature.Of<DepthwiseTilesKernel.Arguments>() with
        {
            Outputs = outputs,
            Tiles = tiles,
            First = Signature.Of<DepthwiseTile.Arguments>() with
            {
                X = x,
                RingRows = "ring",
                RowStride = "xRow",
                Y = y,
                Skip = skip,
                FirstChannel = "channel",
                EndChannel = "end",
            },
        });

    /// <param name="Output">What becomes of the sums.</param>
    /// <param name="KernelSize">Taps of a row.</param>
    /// <param name="Stride">From an output to the next, in input cells.</param>
    /// <param name="Padding">Zero cells that taps meet at both ends of a row.</param>
    /// <param name="X">The first row of the ring, at the first tap of the first output.</param>
    /// <param name="InputRows">Rows of the input.</param>
    /// <param name="Ring">Rows that are stored.</param>
    /// <param name="XRow">From a row to the next.</param>
    /// <param name="XCell">From a cell to the next.</param>
    /// <param name="Cell">From an output to the next.</param>
    /// <param name="Weights">Bias, then taps.</param>
    /// <param name="Y">The first output.</param>
    /// <param name="YRow">From a row of outputs to the next.</param>
    /// <param name="Columns">Outputs of a row.</param>
    /// <param name="SplitChannels">Workers share channels and not rows.</param>
    /// <param name="FirstRow">The first output row.</param>
    /// <param name="Rows">How many output rows.</param>
    /// <param name="Constants">The table of constants.</param>
    /// <param name="Worker">Takes a share.</param>
    internal sealed record Arguments(
        OutputExpression Output,
        Int KernelSize,
        Int Stride,
        Int Padding,
        FloatPointer X,
        Int InputRows,
        Int Ring,
        NativeInt XRow,
        Int XCell,
        Int Cell,
        FloatPointer Weights,
        FloatPointer Y,
        NativeInt YRow,
        Int Columns,
        Bool SplitChannels,
        Int FirstRow,
        Int Rows,
        FloatPointer Constants,
        WorkerExpression Worker) : Signature;
}

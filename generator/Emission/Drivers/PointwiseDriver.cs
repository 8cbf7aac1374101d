using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>
/// A 1x1 convolution: the sizes that <see cref="PointwiseCellsDriver"/> or <see cref="PointwiseLinesDriver"/> is called with. The
/// weights are bias [N], then panels of 48 outputs (the last one narrower), each [K][width].
/// </summary>
/// <param name="Source">The input's rows; a single line where <paramref name="Lines"/> says so.</param>
/// <param name="Target">The output's rows.</param>
/// <param name="Activation">Of the sums.</param>
/// <param name="AddSkip">A skip is added behind the activation.</param>
/// <param name="Lines">How the cells are gone through.</param>
/// <param name="ActivatesSum">The skip is added before the activation instead.</param>
internal sealed record PointwiseDriver(
    MapLayout Source, MapLayout Target, ActivationKind Activation, bool AddSkip, PointwiseLines Lines, bool ActivatesSum = false)
    : Driver<PointwiseDriver.Arguments>
{
    public override string BaseName =>
        $"Pointwise{Source.Channels}To{Target.Channels}{(Output == OutputType.Plain ? "" : Output.Name)}";

    public OutputType Output =>
        AddSkip && ActivatesSum ? new OutputType(Activation, Addend.PartOfSum) : OutputType.Of(Activation, AddSkip);

    public int LineCells => Source.Width;

    /// <summary>The widths of its panels, in floats: full ones, and the last one.</summary>
    public IEnumerable<int> PanelWidths
    {
        get
        {
            int last = PaddedOutputs % ChannelLayout.Panel;
            if (PaddedOutputs >= ChannelLayout.Panel)
                yield return ChannelLayout.Panel;
            if (last > 0)
                yield return last;
        }
    }

    protected override Arguments Parameters
    {
        get
        {
            var all = Signature.Of<Arguments>();
            return all with
            {
                Skip = AddSkip ? all.Skip : default,
                FirstRow = Lines == PointwiseLines.IntoStoredRows ? all.FirstRow : default,
                Rows = Lines == PointwiseLines.One ? default : all.Rows,
            };
        }
    }

    private int PaddedOutputs => ChannelLayout.Pad(Target.Channels);

    private NativeInt Skip => AddSkip ? "(nint)(skip - y)" : 0;

    public override void Emit(MemberWriter writer)
    {
        using (writer.Method(this, Summary()))
        {
            switch (Lines)
            {
                case PointwiseLines.One:
                    EmitCells(writer);
                    break;
                case PointwiseLines.Given:
                    EmitLines(writer, ring: "int.MaxValue", firstLine: 0);
                    break;
                case PointwiseLines.IntoStoredRows:
                    EmitLines(writer, ring: Target.StoredRows, firstLine: "firstRow");
                    break;
                default:
                    throw new InvalidOperationException($"Unknown lines {Lines}.");
            }
        }
    }

    private string Summary()
    {
        string activation = Activation == ActivationKind.None ? "" : $", {Activation.DisplayName()}";
        string cells = Lines == PointwiseLines.One ? $"{Code.Text(LineCells)} cell(s)" : $"rows of {Code.Text(LineCells)} cells";
        string target = Lines == PointwiseLines.IntoStoredRows
            ? $"{Code.Text(Target.StoredRows)} stored rows, cells of {Code.Text(Target.CellStride)}, " +
              $"{Code.Text(Target.Padding)} cell(s) of padding at both ends"
            : $"cells of {Code.Text(Target.CellStride)}";
        string skip = AddSkip ? ", plus skip" : "";
        string sums = ActivatesSum ? skip + activation : activation + skip;
        return $"1x1 convolution, {Source.Channels} -> {Target.Channels}{sums}, {cells}. y: {target}.";
    }

    private void EmitCells(MemberWriter writer) => writer.Call(new PointwiseCellsDriver(), new PointwiseCellsDriver.Arguments(
        Output: Output.Value,
        Inputs: Source.Channels,
        Outputs: PaddedOutputs,
        Cells: LineCells,
        X: "x",
        XCell: Source.CellStride,
        Weights: "weights",
        Y: "y",
        YCell: Target.CellStride,
        Skip: Skip,
        Constants: "constants",
        Worker: "worker"));

    private void EmitLines(MemberWriter writer, Int ring, Int firstLine) => writer.Call(
        new PointwiseLinesDriver(),
        new PointwiseLinesDriver.Arguments(
            Output: Output.Value,
            Inputs: Source.Channels,
            Outputs: PaddedOutputs,
            Cells: LineCells,
            X: "x",
            XCell: Source.CellStride,
            XLine: Source.RowStride,
            Weights: "weights",
            Y: Code.At("y", Target.FirstCell),
            YCell: Target.CellStride,
            YLine: Target.RowStride,
            Skip: Skip,
            Ring: ring,
            FirstLine: firstLine,
            Lines: "rows",
            Constants: "constants",
            Worker: "worker"));

    /// <param name="X">The first cell.</param>
    /// <param name="Weights">Bias, then panels.</param>
    /// <param name="Skip">What is added, laid out like y.</param>
    /// <param name="Y">The first row of outputs; the first stored row where rows have places of their own.</param>
    /// <param name="FirstRow">The number of the first row.</param>
    /// <param name="Rows">How many rows.</param>
    /// <param name="Constants">The table of constants.</param>
    /// <param name="Worker">Takes a share.</param>
    internal sealed record Arguments(
        FloatPointer X,
        FloatPointer Weights,
        FloatPointer? Skip,
        FloatPointer Y,
        Int? FirstRow,
        Int? Rows,
        FloatPointer Constants,
        WorkerExpression Worker) : Signature;
}

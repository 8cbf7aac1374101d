using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>A depthwise convolution: the sizes that <see cref="DepthwiseRowsDriver"/> is called with.</summary>
internal sealed record DepthwiseDriver(
    MapLayout Source, MapLayout Target, DepthwiseGeometry Geometry, ActivationKind Activation, bool AddSource, bool SplitChannels)
    : Driver<DepthwiseDriver.Arguments>
{
    public override string BaseName =>
        $"{DepthwiseTile.Name(Geometry.KernelSize, Geometry.Stride)}{(Activation == ActivationKind.None ? "" : Activation.ToString())}" +
        $"{(AddSource ? "Add" : "")}";

    public OutputType Output => OutputType.Of(Activation, AddSource);

    public override void Emit(MemberWriter writer)
    {
        var (size, stride, padding) = Geometry;
        string activation = Activation == ActivationKind.None ? "" : $", {Activation.DisplayName()}";
        string summary =
            $"Depthwise {size}x{size}, stride {stride}{activation}{(AddSource ? ", plus its input" : "")}. " +
            $"Rows of {Target.Width} cells of {Target.CellStride}. x: {(Source.Storage == RowStorage.Ring ? "ring of " : "")}" +
            $"{Source.StoredRows} rows, {padding} cell(s) of padding at both ends. weights: bias, taps.";
        using (writer.Method(this, summary))
        {
            writer.Call(new DepthwiseRowsDriver(), new DepthwiseRowsDriver.Arguments(
                Output: Output.Value,
                KernelSize: size,
                Stride: stride,
                Padding: padding,
                X: "x",
                InputRows: Source.Height,
                Ring: Source.StoredRows,
                XRow: Source.RowStride,
                XCell: Source.CellStride,
                Cell: Target.CellStride,
                Weights: "weights",
                Y: "y",
                YRow: Target.RowStride,
                Columns: Target.Width,
                SplitChannels: SplitChannels,
                FirstRow: "firstRow",
                Rows: "rows",
                Constants: "constants",
                Worker: "worker"));
        }
    }

    /// <param name="X">The first stored row, at the first tap of the first output.</param>
    /// <param name="Weights">Bias, then taps.</param>
    /// <param name="Y">The first output.</param>
    /// <param name="FirstRow">The first output row.</param>
    /// <param name="Rows">How many output rows.</param>
    /// <param name="Constants">The table of constants.</param>
    /// <param name="Worker">Takes a share.</param>
    internal sealed record Arguments(
        FloatPointer X, FloatPointer Weights, FloatPointer Y, Int FirstRow, Int Rows, FloatPointer Constants, WorkerExpression Worker)
        : Signature;
}

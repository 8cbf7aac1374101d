using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>A depthwise convolution of rows with zero cells at both ends: the sizes that <see cref="DepthwiseDriver"/> is called with.</summary>
internal sealed record DepthwiseKernel(
    int Kernel, int Stride, int Padding, int SourceCellStride, int CellStride, int InputHeight, int SourceRowStride, int SourceRows, int OutputWidth, int TargetRowStride, Activation Activation, bool AddSource, bool SplitChannels)
    : Driver
{
    public override string BaseName =>
        $"{DepthwiseTileKernel.Name(Kernel, Stride)}{(Activation == Activation.None ? "" : Activation.ToString())}{(AddSource ? "Add" : "")}";

    public OutputType Output => new(Activation, AddSource ? Addend.Skip : Addend.None);

    private bool IsRing => SourceRows < InputHeight;

    public override void Emit(KernelWriter writer)
    {
        writer.Summary(
            $"Depthwise {Kernel}x{Kernel}, stride {Stride}{(Activation == Activation.None ? "" : $", {Activation}")}{(AddSource ? ", plus its input" : "")}. Rows of {OutputWidth} cells of {CellStride}. " +
            $"x: {(IsRing ? "ring of " : "")}{SourceRows} rows, {Padding} cell(s) of padding at both ends. weights: bias, taps.");
        using (writer.Method("float* x, float* weights, float* y, int firstRow, int rows, float* constants, Worker worker"))
        {
            writer.Line(
                $"{writer.Use(new DepthwiseDriver())}(PanelOutput.{Output.Name}, kernel: {Kernel}, stride: {Stride}, padding: {Padding}, x, inputRows: {InputHeight}, ring: {SourceRows}, xRow: {SourceRowStride}, xCell: {SourceCellStride}, " +
                $"cell: {CellStride}, weights, y, yRow: {TargetRowStride}, columns: {OutputWidth}, splitChannels: {(SplitChannels ? "true" : "false")}, firstRow, rows, constants, worker);");
        }
    }
}

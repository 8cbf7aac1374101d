using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A 1x1 convolution: the sizes that <see cref="PointwiseCellsDriver"/> or <see cref="PointwiseLinesDriver"/> is called with. The weights are bias
/// [N], then panels of 48 outputs (the last one narrower), each [K][width].
/// </summary>
internal sealed record PointwiseKernel(
    int Inputs, int Outputs, int LineCells, int SourceCellStride, int SourceLineStride, int TargetCellStride, int TargetLineStride, int TargetRing, int TargetPadding,
    bool OneLine, Activation Activation, bool AddSkip)
    : Driver
{
    public override string BaseName =>
        $"Pointwise{Inputs}To{Outputs}{(Activation == Activation.None ? "" : Activation.ToString())}{(AddSkip ? "Add" : "")}";

    public OutputType Output => new(Activation, AddSkip ? Addend.Skip : Addend.None);

    /// <summary>The widths of its panels, in floats: full ones, and the last one.</summary>
    public IEnumerable<int> PanelWidths
    {
        get
        {
            int last = PaddedOutputs % Align.Panel;
            if (PaddedOutputs >= Align.Panel)
                yield return Align.Panel;
            if (last > 0)
                yield return last;
        }
    }

    private int PaddedOutputs => Align.ToLanes(Outputs);

    public override void Emit(KernelWriter writer)
    {
        string target = TargetRing > 0
            ? $"y: ring of {TargetRing} rows, cells of {TargetCellStride}, {TargetPadding} cell(s) of padding at both ends"
            : $"y: cells of {TargetCellStride}";
        writer.Summary(
            $"1x1 convolution, {Inputs} -> {Outputs}{(Activation == Activation.None ? "" : $", {Activation}")}{(AddSkip ? ", plus skip" : "")}, " +
            $"{(OneLine ? $"{LineCells} cell(s)" : $"rows of {LineCells} cells")}. {target}.");
        string lines = OneLine ? "" : TargetRing > 0 ? "int firstRow, int lines, " : "int lines, ";
        using (writer.Method($"float* x, float* weights, {(AddSkip ? "float* skip, " : "")}float* y, {lines}float* constants, Worker worker"))
        {
            string sizes = $"PanelOutput.{Output.Name}, inputs: {Inputs}, outputs: {PaddedOutputs}, cells: {LineCells}";
            string skip = $"skip: {(AddSkip ? "(nint)(skip - y)" : "0")}";
            writer.Line(OneLine
                ? $"{writer.Use(new PointwiseCellsDriver())}({sizes}, x, xCell: {SourceCellStride}, weights, y, yCell: {TargetCellStride}, {skip}, constants, worker);"
                : $"{writer.Use(new PointwiseLinesDriver())}({sizes}, x, xCell: {SourceCellStride}, xLine: {SourceLineStride}, weights, " +
                  $"{KernelWriter.At("y", TargetPadding * TargetCellStride)}, yCell: {TargetCellStride}, yLine: {TargetLineStride}, {skip}, " +
                  $"{(TargetRing > 0 ? $"ring: {TargetRing}, firstLine: firstRow" : "ring: int.MaxValue, firstLine: 0")}, lines, constants, worker);");
        }
    }
}

using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A 1x1 convolution: panels outside, cells inside, so that a panel stays in the first-level cache. The weights are bias
/// [N], then panels of 48 outputs (the last one narrower), each [K][width].
/// </summary>
internal sealed record PointwiseKernel(
    int Inputs, int Outputs, int LineCells, int SourceLineStride, int TargetCellStride, int TargetLineStride, int TargetRing, int TargetPadding,
    Activation Activation, bool AddToTarget)
    : Kernel
{
    private const int PanelWidth = 48;

    public override string BaseName =>
        $"Pointwise{Inputs}To{Outputs}{(Activation == Activation.None ? "" : Activation.ToString())}{(AddToTarget ? "Add" : "")}";

    private int PaddedOutputs => Align.ToLanes(Outputs);

    public override void Emit(KernelWriter writer)
    {
        string target = TargetRing > 0
            ? $"y: ring of {TargetRing} rows, cells of {TargetCellStride}, {TargetPadding} cell(s) of padding at both ends"
            : $"y: cells of {TargetCellStride}";
        writer.Summary($"1x1 convolution, {Inputs} -> {Outputs}{(Activation == Activation.None ? "" : $", {Activation}")}{(AddToTarget ? ", added to y" : "")}. Lines of {LineCells} cell(s). {target}.");
        if (TargetRing > 0)
            EmitIntoRing(writer);
        else
            EmitIntoLines(writer);
    }

    private void EmitIntoLines(KernelWriter writer)
    {
        using (writer.Method("float* x, float* weights, float* y, int lines"))
        {
            writer.Line($"float* panels = weights + {PaddedOutputs};");
            EmitPanels(writer, "y", "lines");
        }
    }

    private void EmitIntoRing(KernelWriter writer)
    {
        using (writer.Method("float* x, float* weights, float* y, int firstRow, int rows"))
        {
            writer.Line($"float* panels = weights + {PaddedOutputs};");
            using (writer.Block("while (rows > 0)"))
            {
                writer.Line($"int stored = firstRow % {TargetRing};");
                writer.Line($"int count = Math.Min(rows, {TargetRing} - stored);");
                writer.Line($"float* target = {KernelWriter.At($"y + stored * {TargetLineStride}", TargetPadding * TargetCellStride)};");
                EmitPanels(writer, "target", "count");
                writer.Line($"x += count * {SourceLineStride};");
                writer.Line("firstRow += count;");
                writer.Line("rows -= count;");
            }
        }
    }

    private void EmitPanels(KernelWriter writer, string target, string lines)
    {
        int full = PaddedOutputs / PanelWidth * PanelWidth;
        if (full > 0)
        {
            using (writer.Block($"for (int n = 0; n < {full}; n += {PanelWidth})"))
                EmitPanel(writer, PanelWidth, $"panels + n * {Inputs}", "weights + n", $"{target} + n", lines);
        }

        if (PaddedOutputs > full)
        {
            EmitPanel(
                writer, PaddedOutputs - full,
                KernelWriter.At("panels", (long)full * Inputs), KernelWriter.At("weights", full), KernelWriter.At(target, full), lines);
        }
    }

    /// <summary>A panel wider than the registers hold is taken in parts, a line whose length is no multiple of the tile in two kinds of tiles.</summary>
    private void EmitPanel(KernelWriter writer, int width, string panel, string bias, string target, string lines)
    {
        var parts = Tiling.Of(width / writer.Lanes, writer.Width.PointwiseVectors);
        int sourceCell = SourceLineStride / LineCells;
        foreach (var (vectors, count, start) in parts.Tiles)
        {
            for (int i = 0; i < count; i++)
            {
                long part = (start + (i * vectors)) * (long)writer.Lanes;
                foreach (var (cells, tiles, first) in Tiling.Of(LineCells, writer.Width.PointwiseRows).Tiles)
                {
                    string kernel = writer.Use(new PanelKernel(cells, vectors, Inputs, sourceCell, width, Activation, AddToTarget));
                    writer.Line(
                        $"{kernel}({KernelWriter.At("x", first * sourceCell)}, {SourceLineStride}, {KernelWriter.At(panel, part)}, " +
                        $"{KernelWriter.At(bias, part)}, {KernelWriter.At(target, part + (first * TargetCellStride))}, {TargetCellStride}, {TargetLineStride}, {lines}, {tiles});");
                }
            }
        }
    }
}

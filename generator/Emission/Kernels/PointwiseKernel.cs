using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A 1x1 convolution: panels outside, cells inside, so that a panel stays in the first-level cache. The weights are bias
/// [N], then panels of 48 outputs (the last one narrower), each [K][width]. Workers share the
/// lines, or the tiles where the map is one line.
/// </summary>
internal sealed record PointwiseKernel(
    int Inputs, int Outputs, int LineCells, int SourceCellStride, int SourceLineStride, int TargetCellStride, int TargetLineStride, int TargetRing, int TargetPadding,
    bool OneLine, Activation Activation, bool AddToTarget)
    : Kernel
{
    public override string BaseName =>
        $"Pointwise{Inputs}To{Outputs}{(Activation == Activation.None ? "" : Activation.ToString())}{(AddToTarget ? "Add" : "")}";

    private int PaddedOutputs => Align.ToLanes(Outputs);

    private int FullPanels => PaddedOutputs / Align.Panel;

    private int LastWidth => PaddedOutputs - (FullPanels * Align.Panel);

    private int Panels => FullPanels + (LastWidth > 0 ? 1 : 0);

    public override void Emit(KernelWriter writer)
    {
        string target = TargetRing > 0
            ? $"y: ring of {TargetRing} rows, cells of {TargetCellStride}, {TargetPadding} cell(s) of padding at both ends"
            : $"y: cells of {TargetCellStride}";
        writer.Summary(
            $"1x1 convolution, {Inputs} -> {Outputs}{(Activation == Activation.None ? "" : $", {Activation}")}{(AddToTarget ? ", added to y" : "")}, " +
            $"{(OneLine ? $"{LineCells} cell(s)" : $"rows of {LineCells} cells")}. {target}.");
        var tiling = Tiling.Of(LineCells, writer.Width.PointwiseRows);
        if (OneLine)
            EmitTiles(writer, tiling);
        else
            EmitLines(writer, tiling);
    }

    private void EmitTiles(KernelWriter writer, Tiling tiling)
    {
        int tiles = tiling.LargeCount + tiling.SmallCount;
        using (writer.Method("float* x, float* weights, float* y, float* constants, Worker worker"))
        {
            writer.Line($"var share = worker.Share({Panels}, {tiles}); // {Panels} panel(s) of {tiles} tile(s)");
            using (EmitUnits(writer))
            {
                writer.Line("int tile = share.Line + unit % share.Lines;");
                writer.Line("count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);");
                EmitPanels(writer, width =>
                {
                    var (large, small) = (tiling.Small + 1, tiling.Small);
                    if (tiling.LargeCount == 0)
                    {
                        EmitPanel(writer, width, small, $"x + tile * {small * SourceCellStride}", $"y + tile * {small * TargetCellStride}", "1", "count");
                        return;
                    }

                    int largeCells = tiling.LargeCount * large;
                    writer.Line($"int larger = Math.Max(0, Math.Min(count, {tiling.LargeCount} - tile));");
                    writer.Line($"int first = Math.Max(0, tile - {tiling.LargeCount});");
                    EmitPanel(writer, width, large, $"x + tile * {large * SourceCellStride}", $"y + tile * {large * TargetCellStride}", "1", "larger");
                    EmitPanel(
                        writer, width, small, $"x + {largeCells * SourceCellStride} + first * {small * SourceCellStride}",
                        $"y + {largeCells * TargetCellStride} + first * {small * TargetCellStride}", "1", "count - larger");
                });
            }
        }
    }

    private void EmitLines(KernelWriter writer, Tiling tiling)
    {
        string rows = TargetRing > 0 ? "int firstRow, int lines" : "int lines";
        using (writer.Method($"float* x, float* weights, float* y, {rows}, float* constants, Worker worker"))
        {
            writer.Line($"var share = worker.Share({Panels}, lines); // {Panels} panel(s)");
            using (EmitUnits(writer))
            {
                writer.Line("int line = share.Line + unit % share.Lines;");
                writer.Line("count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);");
                if (TargetRing > 0)
                {
                    writer.Line($"int stored = (firstRow + line) % {TargetRing};");
                    writer.Line($"count = Math.Min(count, {TargetRing} - stored);");
                    writer.Line($"float* target = {KernelWriter.At($"y + stored * {TargetLineStride}", TargetPadding * TargetCellStride)};");
                }
                else
                {
                    writer.Line($"float* target = y + line * {TargetLineStride};");
                }

                writer.Line($"float* source = x + line * {SourceLineStride};");
                EmitPanels(writer, width =>
                {
                    foreach (var (cells, tiles, first) in tiling.Tiles)
                        EmitPanel(writer, width, cells, KernelWriter.At("source", first * SourceCellStride), KernelWriter.At("target", first * TargetCellStride), "count", $"{tiles}");
                });
            }
        }
    }

    private static SourceWriter.Body EmitUnits(KernelWriter writer)
    {
        writer.Line("int count;");
        return writer.Block("for (int unit = share.First; unit < share.End; unit += count)");
    }

    /// <summary>The panel n, which is full or the narrower last one.</summary>
    private void EmitPanels(KernelWriter writer, Action<int> emit)
    {
        writer.Line("int n = unit / share.Lines;");
        writer.Line($"float* bias = weights + n * {Align.Panel};");
        writer.Line($"float* panel = weights + {PaddedOutputs} + n * {Align.Panel * Inputs};");
        if (LastWidth == 0 || FullPanels == 0)
        {
            emit(LastWidth == 0 ? Align.Panel : LastWidth);
            return;
        }

        using (writer.Block($"if (n < {FullPanels})"))
            emit(Align.Panel);
        using (writer.Block("else"))
            emit(LastWidth);
    }

    /// <summary>A panel wider than the registers hold is taken in parts.</summary>
    private void EmitPanel(KernelWriter writer, int width, int cells, string source, string target, string lines, string tiles)
    {
        foreach (var (vectors, part) in Tiling.Parts(width, writer.Width))
        {
            string kernel = writer.Use(new PanelKernel(cells, vectors, Activation, AddToTarget));
            string at = KernelWriter.At("", part);
            writer.Line(
                $"{kernel}({source}, {SourceCellStride}, {(OneLine ? 0 : SourceLineStride)}, panel{at}, {Inputs}, {width}, bias{at}, " +
                $"{target} + n * {Align.Panel}{at}, {TargetCellStride}, {(OneLine ? 0 : TargetLineStride)}, {lines}, {tiles}, constants);");
        }
    }
}

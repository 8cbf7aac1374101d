using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A 1x1 convolution: panels outside, cells inside, so that a panel stays in the first-level cache. The weights are bias
/// [N], then panels of 48 outputs (the last one narrower), each [K][width]. Workers share the
/// lines, or the tiles where the map is one line.
/// </summary>
internal sealed record PointwiseKernel(
    int Inputs, int Outputs, int LineCells, int SourceCellStride, int SourceLineStride, int TargetCellStride, int TargetLineStride, int TargetRing, int TargetPadding,
    bool OneLine, Activation Activation, bool AddSkip)
    : Kernel
{
    public override string BaseName =>
        $"Pointwise{Inputs}To{Outputs}{(Activation == Activation.None ? "" : Activation.ToString())}{(AddSkip ? "Add" : "")}";

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
            $"1x1 convolution, {Inputs} -> {Outputs}{(Activation == Activation.None ? "" : $", {Activation}")}{(AddSkip ? ", plus skip" : "")}, " +
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
        using (writer.Method($"float* x, float* weights, {Skip}float* y, float* constants, Worker worker"))
        {
            EmitSkip(writer);
            writer.Line($"var share = worker.Share({Panels}, {tiles}); // {Panels} panel(s) of {tiles} tile(s)");
            using (EmitUnits(writer))
            {
                writer.Line("int tile = share.Line + unit % share.Lines;");
                writer.Line("count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);");
                EmitTileCounts(writer, tiling);
                EmitPanels(writer, part =>
                {
                    var (large, small) = (tiling.Small + 1, tiling.Small);
                    if (tiling.LargeCount == 0)
                    {
                        EmitPart(writer, part, small, $"x + tile * {small * SourceCellStride}", $"y + tile * {small * TargetCellStride}", "1", "count");
                        return;
                    }

                    int largeCells = tiling.LargeCount * large;
                    EmitPart(writer, part, large, $"x + tile * {large * SourceCellStride}", $"y + tile * {large * TargetCellStride}", "1", "larger");
                    EmitPart(
                        writer, part, small, $"x + {largeCells * SourceCellStride} + first * {small * SourceCellStride}",
                        $"y + {largeCells * TargetCellStride} + first * {small * TargetCellStride}", "1", "count - larger");
                });
            }
        }
    }

    private static void EmitTileCounts(KernelWriter writer, Tiling tiling)
    {
        if (tiling.LargeCount == 0)
            return;
        writer.Line($"int larger = Math.Max(0, Math.Min(count, {tiling.LargeCount} - tile));");
        writer.Line($"int first = Math.Max(0, tile - {tiling.LargeCount});");
    }

    private void EmitLines(KernelWriter writer, Tiling tiling)
    {
        string rows = TargetRing > 0 ? "int firstRow, int lines" : "int lines";
        using (writer.Method($"float* x, float* weights, {Skip}float* y, {rows}, float* constants, Worker worker"))
        {
            EmitSkip(writer);
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
                EmitPanels(writer, part =>
                {
                    foreach (var (cells, tiles, first) in tiling.Tiles)
                        EmitPart(writer, part, cells, KernelWriter.At("source", first * SourceCellStride), KernelWriter.At("target", first * TargetCellStride), "count", $"{tiles}");
                });
            }
        }
    }

    private string Skip => AddSkip ? "float* skip, " : "";

    private void EmitSkip(KernelWriter writer)
    {
        if (AddSkip)
            writer.Line("nint toSkip = (nint)(skip - y);");
    }

    private static SourceWriter.Body EmitUnits(KernelWriter writer)
    {
        writer.Line("int count;");
        return writer.Block("for (int unit = share.First; unit < share.End; unit += count)");
    }

    /// <summary>The panel n, which is full or the narrower last one.</summary>
    private void EmitPanels(KernelWriter writer, Action<PanelPart> emit)
    {
        writer.Line("int n = unit / share.Lines;");
        writer.Line($"float* bias = weights + n * {Align.Panel};");
        writer.Line($"float* panel = weights + {PaddedOutputs} + n * {Align.Panel * Inputs};");
        if (LastWidth == 0 || FullPanels == 0)
        {
            EmitParts(writer, LastWidth == 0 ? Align.Panel : LastWidth, emit);
            return;
        }

        using (writer.Block($"if (n < {FullPanels})"))
            EmitParts(writer, Align.Panel, emit);
        using (writer.Block("else"))
            EmitParts(writer, LastWidth, emit);
    }

    /// <summary>A panel wider than the registers hold is taken in parts.</summary>
    private static void EmitParts(KernelWriter writer, int width, Action<PanelPart> emit)
    {
        foreach (var (vectors, count, start) in Tiling.Of(width / writer.Lanes, writer.Width.PointwiseVectors).Tiles)
        {
            int first = start * writer.Lanes;
            int outputs = vectors * writer.Lanes;
            if (count <= 2)
            {
                for (int i = 0; i < count; i++)
                    emit(new PanelPart(width, vectors, KernelWriter.At("", first + (i * outputs))));
                continue;
            }

            using (writer.Block($"for (int part = {first}; part < {first + (count * outputs)}; part += {outputs})"))
                emit(new PanelPart(width, vectors, " + part"));
        }
    }

    private void EmitPart(KernelWriter writer, PanelPart part, int cells, string source, string target, string lines, string tiles)
    {
        string kernel = writer.Use(new PanelKernel(cells, part.Vectors), new OutputType(Activation, AddSkip ? Addend.Skip : Addend.None));
        writer.Line(
            $"{kernel}({source}, {SourceCellStride}, {(OneLine ? 0 : SourceLineStride)}, panel{part.At}, {Inputs}, {part.PanelWidth}, bias{part.At}, " +
            $"{target} + n * {Align.Panel}{part.At}, {TargetCellStride}, {(OneLine ? 0 : TargetLineStride)}, {(AddSkip ? "toSkip" : "0")}, {lines}, {tiles}, constants);");
    }

    /// <summary>Some vectors of outputs of a panel, as many as the registers hold; <paramref name="At"/> is what is added to a pointer to reach them.</summary>
    private sealed record PanelPart(int PanelWidth, int Vectors, string At);
}

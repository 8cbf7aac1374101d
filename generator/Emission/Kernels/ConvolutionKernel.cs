using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A dense convolution as a matrix product that reads the map where it is: panels outside, rows inside. The weights are
/// bias [N], then panels of 48 outputs (the last one narrower), each [tap row][tap column][inputs][width]. Tap rows outside the
/// map are left out row by row, tap columns when the code is generated. Workers share rows or panels.
/// </summary>
internal sealed record ConvolutionKernel(
    MapView Source, MapView Target, int Kernel, int Stride, int Dilation, int Padding, Activation Activation, bool AddToTarget)
    : Kernel
{
    public override string BaseName =>
        $"Convolution{Kernel}x{Kernel}{(Stride == 1 ? "" : $"Stride{Stride}")}{(Dilation == 1 ? "" : $"Dilation{Dilation}")}" +
        $"{(Activation == Activation.None ? "" : Activation.ToString())}{(AddToTarget ? "Add" : "")}{Source.Channels}To{Target.Channels}";

    private int Inputs => Source.Channels;

    private int PaddedOutputs => Target.CellStride;

    private int FullPanels => PaddedOutputs / Align.Panel;

    private int LastWidth => PaddedOutputs - (FullPanels * Align.Panel);

    private int Panels => FullPanels + (LastWidth > 0 ? 1 : 0);

    private int TapRowStride => Dilation * Source.RowStride;

    /// <summary>The cells of neighbouring taps follow each other without a gap: a row of taps is one run of inputs.</summary>
    private bool TapsAreOneRun => Dilation == 1 && Inputs == Source.CellStride;

    public override void Emit(KernelWriter writer)
    {
        string kind = $"{Kernel}x{Kernel}{(Stride == 1 ? "" : $", stride {Stride}")}{(Dilation == 1 ? "" : $", dilation {Dilation}")}";
        writer.Summary(
            $"Convolution {kind}, {Inputs} -> {Target.Channels}{(Activation == Activation.None ? "" : $", {Activation}")}{(AddToTarget ? ", added to y" : "")}. " +
            $"x: {Source.Height} rows of {Source.Width} cells of {Source.CellStride}, {Source.Padding} zero cell(s) at both ends. " +
            $"y: {Target.Height} rows of {Target.Width} cells of {Target.CellStride}{(Target.Padding == 0 ? "" : $", {Target.Padding} cell(s) of padding at both ends")}.");
        using (writer.Method("float* x, float* weights, float* y, float* constants, Worker worker"))
        {
            writer.Line($"var share = worker.Share({Panels}, {Target.Height}); // {Panels} panel(s) of {Target.Height} row(s)");
            using var units = writer.Block("for (int unit = share.First; unit < share.End; unit++)");
            writer.Line("int n = unit / share.Lines, row = share.Line + unit % share.Lines;");
            writer.Line($"float* bias = weights + n * {Align.Panel};");
            writer.Line($"float* panel = weights + {PaddedOutputs} + n * {Align.Panel * Kernel * Kernel * Inputs};");
            EmitTapRows(writer);
            writer.Line($"float* source = x + (top + firstTap * {Dilation}) * {Source.RowStride};");
            writer.Line($"float* target = y + row * {Target.RowStride} + n * {Align.Panel};");
            if (LastWidth == 0 || FullPanels == 0)
            {
                EmitRow(writer, LastWidth == 0 ? Align.Panel : LastWidth);
                return;
            }

            using (writer.Block($"if (n < {FullPanels})"))
                EmitRow(writer, Align.Panel);
            using (writer.Block("else"))
                EmitRow(writer, LastWidth);
        }
    }

    /// <summary>The tap rows that meet the map.</summary>
    private void EmitTapRows(KernelWriter writer)
    {
        writer.Line($"int top = {(Stride == 1 ? "row" : $"row * {Stride}")}{(Padding == 0 ? "" : $" - {Padding}")};");
        string above = Dilation == 1 ? "-top" : $"({Dilation - 1} - top) / {Dilation}";
        string inside = Dilation == 1 ? $"{Source.Height} - top" : $"({Source.Height + Dilation - 1} - top) / {Dilation}";
        writer.Line($"int firstTap = Math.Max(0, {above});");
        writer.Line($"int taps = Math.Min({Kernel}, {inside}) - firstTap;");
    }

    private void EmitRow(KernelWriter writer, int width)
    {
        writer.Line($"float* taps0 = panel + firstTap * {Kernel * Inputs * width};");
        foreach (var columns in TapColumns.Of(Source, Target.Width, Kernel, Stride, Dilation, Padding))
        {
            foreach (var (cells, tiles, first) in Tiling.Of(columns.Length, writer.Width.PointwiseRows).Tiles)
                EmitTiles(writer, columns, columns.Start + first, cells, tiles, width);
        }
    }

    /// <summary>Tiles of a row from a column on. A panel wider than the registers hold is taken in parts.</summary>
    private void EmitTiles(KernelWriter writer, TapColumns columns, int column, int cells, int tiles, int width)
    {
        int sourceCell = Source.Padding - Padding + (column * Stride) + (columns.FirstTap * Dilation);
        var (tapColumns, inputs) = TapsAreOneRun ? (1, columns.Taps * Inputs) : (columns.Taps, Inputs);
        foreach (var (vectors, count, start) in Tiling.Of(width / writer.Lanes, writer.Width.PointwiseVectors).Tiles)
        {
            string kernel = writer.Use(new ConvolutionPanelKernel(cells, vectors, Activation, AddToTarget));
            for (int i = 0; i < count; i++)
            {
                int part = (start + (i * vectors)) * writer.Lanes;
                string source = KernelWriter.At("source", (long)sourceCell * Source.CellStride);
                string panel = KernelWriter.At("taps0", ((long)columns.FirstTap * Inputs * width) + part);
                string target = KernelWriter.At("target", ((long)(Target.Padding + column) * Target.CellStride) + part);
                writer.Line(
                    $"{kernel}({source}, {Stride * Source.CellStride}, {Dilation * Source.CellStride}, {TapRowStride}, taps, {tapColumns}, " +
                    $"{panel}, {inputs}, {width}, {(Kernel - columns.Taps) * Inputs * width}, {KernelWriter.At("bias", part)}, " +
                    $"{target}, {Target.CellStride}, {tiles}, constants);");
            }
        }
    }
}

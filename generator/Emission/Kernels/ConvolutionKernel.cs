using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A dense convolution as a matrix product that reads the map where it is: panels outside, rows inside. Tap rows outside the
/// map are left out row by row, tap columns when the code is generated. Workers share rows or panels.
/// </summary>
internal sealed record ConvolutionKernel(ConvolutionGeometry Geometry, Activation Activation, bool AddToTarget) : Kernel
{
    public override string BaseName =>
        $"Convolution{Geometry.Name}{(Activation == Activation.None ? "" : Activation.ToString())}{(AddToTarget ? "Add" : "")}";

    private MapView Source => Geometry.Source;

    private MapView Target => Geometry.Target;

    private int Inputs => Geometry.Inputs;

    /// <summary>The cells of neighbouring taps follow each other without a gap: a row of taps is one run of inputs.</summary>
    private bool TapsAreOneRun => Geometry.Dilation == 1 && Inputs == Source.CellStride;

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"{Geometry.Summary}{(Activation == Activation.None ? "" : $" {Activation}.")}{(AddToTarget ? " Added to y." : "")}");
        using (writer.Method("float* x, float* weights, float* y, float* constants, Worker worker"))
        {
            writer.Line($"var share = worker.Share({Geometry.Panels}, {Target.Height}); // {Geometry.Panels} panel(s) of {Target.Height} row(s)");
            using var units = writer.Block("for (int unit = share.First; unit < share.End; unit++)");
            writer.Line("int n = unit / share.Lines, row = share.Line + unit % share.Lines;");
            Geometry.EmitPanelPointers(writer);
            Geometry.EmitTapRows(writer);
            writer.Line($"float* source = x + (top + firstTap{(Geometry.Dilation == 1 ? "" : $" * {Geometry.Dilation}")}) * {Source.RowStride};");
            writer.Line($"float* target = y + row * {Target.RowStride} + n * {Align.Panel};");
            Geometry.EmitPanels(writer, width => EmitRow(writer, width));
        }
    }

    private void EmitRow(KernelWriter writer, int width)
    {
        writer.Line($"float* w = panel + firstTap * {Geometry.Kernel * Inputs * width};");
        foreach (var columns in TapColumns.Of(Source, Target.Width, Geometry.Kernel, Geometry.Stride, Geometry.Dilation, Geometry.Padding))
        {
            foreach (var (cells, tiles, first) in Tiling.Of(columns.Length, writer.Width.PointwiseRows).Tiles)
                EmitTiles(writer, columns, columns.Start + first, cells, tiles, width);
        }
    }

    /// <summary>Tiles of a row from a column on. A panel wider than the registers hold is taken in parts.</summary>
    private void EmitTiles(KernelWriter writer, TapColumns columns, int column, int cells, int tiles, int width)
    {
        var (_, _, size, stride, dilation, padding) = Geometry;
        int sourceCell = Source.Padding - padding + (column * stride) + (columns.FirstTap * dilation);
        var (tapColumns, inputs) = TapsAreOneRun ? (1, columns.Taps * Inputs) : (columns.Taps, Inputs);
        foreach (var (vectors, part) in Tiling.Parts(width, writer.Width))
        {
            string kernel = writer.Use(new ConvolutionPanelKernel(cells, vectors), new OutputType(Activation, AddToTarget ? Addend.Skip : Addend.None));
            string source = KernelWriter.At("source", (long)sourceCell * Source.CellStride);
            string panel = KernelWriter.At("w", ((long)columns.FirstTap * Inputs * width) + part);
            string target = KernelWriter.At("target", ((long)(Target.Padding + column) * Target.CellStride) + part);
            writer.Line(
                $"{kernel}({source}, {stride * Source.CellStride}, {dilation * Source.CellStride}, {dilation * Source.RowStride}, taps, {tapColumns}, " +
                $"{panel}, {inputs}, {width}, {(size - columns.Taps) * Inputs * width}, {KernelWriter.At("bias", part)}, {target}, {Target.CellStride}, {tiles}, constants);");
        }
    }
}

using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A dense convolution whose panels are larger than the second-level cache holds: tap by tap over all rows, with the sums so far
/// in y. A sum for each tap first also keeps digits that one sum of ten thousand products would lose.
/// </summary>
internal sealed record LargeConvolutionKernel(ConvolutionGeometry Geometry, Activation Activation) : Kernel
{
    public override string BaseName => $"Convolution{Geometry.Name}{(Activation == Activation.None ? "" : Activation.ToString())}";

    private MapView Source => Geometry.Source;

    private MapView Target => Geometry.Target;

    public override void Emit(KernelWriter writer)
    {
        int kernel = Geometry.Kernel;
        writer.Summary($"{Geometry.Summary}{(Activation == Activation.None ? "" : $" {Activation}.")} Tap by tap, so that the weights of a tap stay in the cache.");
        using (writer.Method("float* x, float* weights, float* y, float* constants, Worker worker"))
        {
            writer.Line($"float* zeros = stackalloc float[{Align.Panel}];");
            writer.Line($"new Span<float>(zeros, {Align.Panel}).Clear();");
            writer.Line($"var share = worker.Share({Geometry.Panels}, {Target.Height}); // {Geometry.Panels} panel(s) of {Target.Height} row(s)");
            writer.Line("int count;");
            using var units = writer.Block("for (int unit = share.First; unit < share.End; unit += count)");
            writer.Line("int n = unit / share.Lines, first = share.Line + unit % share.Lines;");
            writer.Line("count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);");
            Geometry.EmitPanelPointers(writer);
            using var taps = writer.Block($"for (int tap = 0; tap < {kernel * kernel}; tap++)");
            using var rows = writer.Block("for (int row = first; row < first + count; row++)");
            Geometry.EmitTapRows(writer);
            writer.Line($"int tapRow = tap / {kernel}, column = tap % {kernel};");
            writer.Line("if (tapRow < firstTap || tapRow >= firstTap + taps)");
            writer.Line("    continue;");
            writer.Line($"float* source = x + (top + tapRow * {Geometry.Dilation}) * {Source.RowStride} + (column * {Geometry.Dilation} + {Source.Padding - Geometry.Padding}) * {Source.CellStride};");
            writer.Line($"float* target = {KernelWriter.At($"y + row * {KernelWriter.Text(Target.RowStride)} + n * {KernelWriter.Text(Align.Panel)}", Target.Padding * Target.CellStride)};");
            Geometry.EmitPanels(writer, width => EmitTap(writer, width));
        }
    }

    private void EmitTap(KernelWriter writer, int width)
    {
        writer.Line($"float* w = panel + tap * {Geometry.Inputs * width};");
        using (writer.Block("if (tapRow == firstTap && column == 0)"))
            EmitTiles(writer, width, "bias", new OutputType(Activation.None));
        if (Activation != Activation.None)
        {
            using var last = writer.Block($"else if (tapRow == firstTap + taps - 1 && column == {Geometry.Kernel - 1})");
            EmitTiles(writer, width, "zeros", new OutputType(Activation, Addend.PartOfSum));
        }

        using (writer.Block("else"))
            EmitTiles(writer, width, "zeros", new OutputType(Activation.None, Addend.PartOfSum));
    }

    private void EmitTiles(KernelWriter writer, int width, string bias, OutputType output)
    {
        foreach (var (cells, tiles, first) in Tiling.Of(Target.Width, writer.Width.PointwiseRows).Tiles)
        {
            foreach (var (vectors, part) in Tiling.Parts(width, writer.Width))
            {
                string kernel = writer.Use(new ConvolutionPanelKernel(cells, vectors), output);
                string source = KernelWriter.At("source", (long)first * Geometry.Stride * Source.CellStride);
                string target = KernelWriter.At("target", ((long)first * Target.CellStride) + part);
                writer.Line(
                    $"{kernel}({source}, {Geometry.Stride * Source.CellStride}, 0, 0, 1, 1, {KernelWriter.At("w", part)}, {Geometry.Inputs}, {width}, 0, " +
                    $"{KernelWriter.At(bias, part)}, {target}, {Target.CellStride}, {tiles}, constants);");
            }
        }
    }
}

using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A depthwise convolution of rows with zero cells at both ends, by tiles of outputs of a row. Tap rows outside the map are
/// skipped.
/// </summary>
internal sealed record DepthwiseKernel(
    int Kernel, int Stride, int Padding, int CellStride, int InputHeight, int SourceRowStride, int SourceRows, int OutputWidth, int TargetRowStride, Activation Activation, bool AddSource, bool SplitChannels)
    : Kernel
{
    public override string BaseName => $"{DepthwiseTileKernel.Name(Kernel, Stride)}{(Activation == Activation.None ? "" : Activation.ToString())}{(AddSource ? "Add" : "")}";

    private bool IsRing => SourceRows < InputHeight;

    public override void Emit(KernelWriter writer)
    {
        writer.Summary(
            $"Depthwise {Kernel}x{Kernel}, stride {Stride}{(Activation == Activation.None ? "" : $", {Activation}")}{(AddSource ? ", plus its input" : "")}. Rows of {OutputWidth} cells of {CellStride}. " +
            $"x: {(IsRing ? "ring of " : "")}{SourceRows} rows, {Padding} cell(s) of padding at both ends. weights: bias, taps.");
        using (writer.Method("float* x, float* weights, float* y, int firstRow, int rows, float* constants, Worker worker"))
        {
            EmitShare(writer);
            using var loop = writer.Block("for (int i = firstLine; i < endLine; i++)");
            writer.Line($"int top = {Top()};");
            writer.Line("int firstTap = Math.Max(0, -top);");
            writer.Line($"int taps = Math.Min({Kernel}, {InputHeight} - top) - firstTap;");
            writer.Line($"int stored = {(IsRing ? $"(top + firstTap) % {SourceRows}" : "top + firstTap")};");
            writer.Line($"float* target = y + i * {TargetRowStride};");
            if (AddSource)
            {
                string center = KernelWriter.At($"x + {(IsRing ? $"(firstRow + i) % {SourceRows}" : "(firstRow + i)")} * {SourceRowStride}", Padding * CellStride);
                writer.Line($"nint skip = (nint)({center} - target);");
            }

            foreach (var (size, count, start) in Tiling.Of(OutputWidth, TileLimit(writer.Width)).Tiles)
            {
                using (writer.Block($"for (int column = {start}; column < {start + (size * count)}; column += {size})"))
                    EmitTiles(writer, size);
            }
        }
    }

    private void EmitTiles(KernelWriter writer, int size)
    {
        string tile = writer.Use(new DepthwiseTileKernel(Kernel, Stride, size), new OutputType(Activation, AddSource ? Addend.Skip : Addend.None));
        string channels = SplitChannels ? "firstChannel, endChannel" : $"0, {CellStride}";
        writer.Line(
            $"{tile}(x + column * {Stride * CellStride}, stored, {SourceRows}, {SourceRowStride}, {CellStride}, weights, firstTap, taps, " +
            $"target + column * {CellStride}, {(AddSource ? "skip" : "0")}, {channels}, constants);");
    }

    /// <summary>A worker's share: rows, or channels where there are more vectors of them than rows.</summary>
    private void EmitShare(KernelWriter writer)
    {
        if (!SplitChannels)
        {
            writer.Line("int firstLine = worker.First(rows), endLine = worker.End(rows);");
            return;
        }

        int vectors = CellStride / Align.Lanes;
        writer.Line("int firstLine = 0, endLine = rows;");
        writer.Line($"int firstChannel = worker.First({vectors}) * {Align.Lanes}, endChannel = worker.End({vectors}) * {Align.Lanes};");
    }

    private string Top() => (Stride, Padding) switch
    {
        (1, 0) => "firstRow + i",
        (1, _) => $"firstRow + i - {Padding}",
        (_, 0) => $"(firstRow + i) * {Stride}",
        _ => $"(firstRow + i) * {Stride} - {Padding}",
    };

    /// <summary>Accumulators, the taps of a row, the input and one spare have to fit the registers.</summary>
    private int TileLimit(VectorWidth width) => Math.Min(width.MaxDepthwiseTile, width.Registers - Kernel - 2);
}

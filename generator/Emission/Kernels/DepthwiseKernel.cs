using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A depthwise convolution of rows with zero cells at both ends: tiles of outputs of a row for one vector of channels,
/// taps in registers, each input cell loaded once a tap row. Rows outside the map are skipped.
/// </summary>
internal sealed record DepthwiseKernel(
    int Kernel, int Stride, int Padding, int CellStride, int InputHeight, int SourceRowStride, int SourceRows, int OutputWidth, bool AddSource, bool SplitChannels)
    : Kernel
{
    public override string BaseName => $"Depthwise{Kernel}x{Kernel}{(Stride == 1 ? "" : $"Stride{Stride}")}{(AddSource ? "Add" : "")}";

    private bool IsRing => SourceRows < InputHeight;

    public override void Emit(KernelWriter writer)
    {
        writer.Summary(
            $"Depthwise {Kernel}x{Kernel}, stride {Stride}, SiLU{(AddSource ? ", plus its input" : "")}. Rows of {OutputWidth} cells of {CellStride}. " +
            $"x: {(IsRing ? "ring of " : "")}{SourceRows} rows, {Padding} cell(s) of padding at both ends. weights: bias, taps.");
        using (writer.Method("float* x, float* weights, float* y, int firstRow, int rows, float* constants, Worker worker"))
        {
            EmitShare(writer);
            using var loop = writer.Block($"for (int i = firstLine; i < endLine; i++)");
            writer.Line("int row = firstRow + i;");
            writer.Line($"int top = {Top()};");
            writer.Line("int firstTap = Math.Max(0, -top);");
            writer.Line($"int endTap = Math.Min({Kernel}, {InputHeight} - top);");
            foreach (var (size, count, start) in Tiling.Of(OutputWidth, TileLimit(writer.Width)).Tiles)
            {
                writer.Line($"// {count} tile(s) of {size} outputs");
                using (writer.Block($"for (int column = {start}; column < {start + (size * count)}; column += {size})"))
                using (writer.Block($"for (int c = {(SplitChannels ? "firstChannel" : "0")}; c < {(SplitChannels ? "endChannel" : $"{CellStride}")}; c += {writer.Lanes})"))
                    EmitTile(writer, size);
            }
        }
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
        (1, 0) => "row",
        (1, _) => $"row - {Padding}",
        (_, 0) => $"row * {Stride}",
        _ => $"row * {Stride} - {Padding}",
    };

    /// <summary>Accumulators, the taps of a row, the input and one spare have to fit the registers.</summary>
    private int TileLimit(VectorWidth width) => Math.Min(width.MaxDepthwiseTile, width.Registers - Kernel - 2);

    private void EmitTile(KernelWriter writer, int outputs)
    {
        writer.Line("Floats y0 = Simd.Load(weights + c);");
        if (outputs > 1)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(1, outputs - 1).Select(t => $"y{t} = y0")) + ";");
        writer.Line($"float* left = x + column * {Stride * CellStride} + c;");
        writer.Line($"float* w = weights + (1 + firstTap * {Kernel}) * {CellStride} + c;");
        using (writer.Block($"for (int tap = firstTap; tap < endTap; tap++, w += {Kernel * CellStride})"))
        {
            writer.Line($"float* source = left + {StoredRow("top + tap")} * {SourceRowStride};");
            for (int t = 0; t < Kernel; t++)
                writer.Line($"Floats w{t} = Simd.Load({KernelWriter.At("w", t * CellStride)});");
            int columns = ((outputs - 1) * Stride) + Kernel;
            for (int column = 0; column < columns; column++)
                EmitColumn(writer, column, outputs);
        }

        EmitStores(writer, outputs);
    }

    /// <summary>One input cell goes to every output of the tile that has a tap on it.</summary>
    private void EmitColumn(KernelWriter writer, int column, int outputs)
    {
        writer.Line($"{(column == 0 ? "Floats " : "")}v = Simd.Load({KernelWriter.At("source", column * CellStride)});");
        for (int output = 0; output < outputs; output++)
        {
            int tap = column - (output * Stride);
            if (tap >= 0 && tap < Kernel)
                writer.MultiplyAdd($"y{output}", "v", $"w{tap}");
        }
    }

    private void EmitStores(KernelWriter writer, int outputs)
    {
        writer.Line($"float* target = y + i * {OutputWidth * CellStride} + column * {CellStride} + c;");
        if (AddSource)
            writer.Line($"float* center = left + {StoredRow("row")} * {SourceRowStride} + {Padding * CellStride};");
        for (int t = 0; t < outputs; t++)
        {
            string value = writer.Activate(Activation.Silu, $"y{t}");
            if (AddSource)
                value = $"Simd.Load({KernelWriter.At("center", t * CellStride)}) + {value}";
            writer.Line($"Simd.Store({value}, {KernelWriter.At("target", t * CellStride)});");
        }
    }

    private string StoredRow(string row) => IsRing ? $"(({row}) % {SourceRows})" : $"({row})";
}

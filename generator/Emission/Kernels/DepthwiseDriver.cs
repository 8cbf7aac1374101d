using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>All depthwise convolutions: row by row, by tiles of outputs of a row, for the channels of a panel at a time, so that rows are still in the first-level cache when the next output row reads them. A worker's share is rows, or channels where there are more vectors of them than rows.</summary>
internal sealed record DepthwiseDriver : Driver
{
    public override string BaseName => "Depthwise";

    public override void Emit(KernelWriter writer)
    {
        string tiles = writer.Use(new DepthwiseTilesKernel());
        writer.Summary("A depthwise convolution of rows with zero cells at both ends; what a skip adds is its input. Tap rows outside the map are left out. x: ring of rows. weights: bias, taps. Strides in floats.");
        using (writer.Method(
            "PanelOutput output, int kernel, int stride, int padding, float* x, int inputRows, int ring, nint xRow, int xCell, int cell, float* weights, float* y, nint yRow, " +
            "int columns, bool splitChannels, int firstRow, int rows, float* constants, Worker worker"))
        {
            EmitShare(writer);
            writer.Line("int most = TKernels.DepthwiseOutputs(kernel), tiles = (columns + most - 1) / most;");
            writer.Line("int outputs = columns / tiles, larger = columns % tiles; // so many tiles have one output more");
            writer.Line("int large = larger * (outputs + 1);");
            using var groups = writer.Block($"for (int channel = firstChannel; channel < endChannel; channel += {Align.Panel})");
            writer.Line($"int end = Math.Min(channel + {Align.Panel}, endChannel);");
            using var loop = writer.Block("for (int i = firstLine; i < endLine; i++)");
            writer.Line("int top = (firstRow + i) * stride - padding;");
            writer.Line("int firstTap = Math.Max(0, -top);");
            writer.Line("int taps = Math.Min(kernel, inputRows - top) - firstTap;");
            writer.Line("int stored = (top + firstTap) % ring;");
            writer.Line("float* target = y + i * yRow;");
            writer.Line("nint skip = (nint)(x + (firstRow + i) % ring * xRow + padding * xCell - target);");
            writer.Line("if (larger > 0)");
            writer.Line($"    {tiles}(output, kernel, stride, outputs + 1, x, stored, ring, xRow, xCell, cell, weights, firstTap, taps, target, skip, channel, end, larger, constants);");
            writer.Line(
                $"{tiles}(output, kernel, stride, outputs, x + large * stride * xCell, stored, ring, xRow, xCell, cell, weights, firstTap, taps, target + large * cell, skip + large * (xCell - cell), channel, end, " +
                "tiles - larger, constants);");
        }
    }

    private static void EmitShare(KernelWriter writer)
    {
        writer.Line("int firstLine = splitChannels ? 0 : worker.First(rows);");
        writer.Line("int endLine = splitChannels ? rows : worker.End(rows);");
        writer.Line($"int firstChannel = splitChannels ? worker.First(cell / {Align.Lanes}) * {Align.Lanes} : 0;");
        writer.Line($"int endChannel = splitChannels ? worker.End(cell / {Align.Lanes}) * {Align.Lanes} : cell;");
    }
}

using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>All 1x1 convolutions of maps whose rows are lines of their own: workers share the lines.</summary>
internal sealed record PointwiseLinesDriver : Driver
{
    public override string BaseName => "PointwiseLines";

    public override void Emit(KernelWriter writer)
    {
        string tiles = writer.Use(new PanelTilesKernel());
        writer.Summary(
            "A 1x1 convolution of lines of cells: panels outside, lines inside, so that a panel stays in the first-level cache. weights: bias, panels. " +
            "y: ring of lines. Strides in floats.");
        using (writer.Method(
            "PanelOutput output, int inputs, int outputs, int cells, float* x, nint xCell, nint xLine, float* weights, float* y, nint yCell, nint yLine, nint skip, " +
            "int ring, int firstLine, int lines, float* constants, Worker worker"))
        {
            writer.Line("int tiles = (cells + TKernels.TileCells - 1) / TKernels.TileCells;");
            writer.Line("int tileCells = cells / tiles, larger = cells % tiles; // so many tiles have one cell more");
            writer.Line("int large = larger * (tileCells + 1); // cells in these");
            writer.Line($"var share = worker.Share((outputs + {Align.Panel - 1}) / {Align.Panel}, lines);");
            writer.Line("int count;");
            using var units = writer.Block("for (int unit = share.First; unit < share.End; unit += count)");
            writer.Line("int n = unit / share.Lines, line = share.Line + unit % share.Lines;");
            writer.Line("int stored = (firstLine + line) % ring;");
            writer.Line("count = Math.Min(Math.Min(share.Lines - unit % share.Lines, share.End - unit), ring - stored);");
            writer.Line($"float* bias = weights + n * {Align.Panel};");
            writer.Line($"float* panel = weights + outputs + n * {Align.Panel} * inputs;");
            writer.Line($"int width = Math.Min({Align.Panel}, outputs - n * {Align.Panel});");
            writer.Line("float* source = x + line * xLine;");
            writer.Line($"float* target = y + stored * yLine + n * {Align.Panel};");
            writer.Line("if (larger > 0)");
            writer.Line($"    {tiles}(output, tileCells + 1, source, xCell, xLine, panel, inputs, width, bias, target, yCell, yLine, skip, count, larger, constants);");
            writer.Line($"{tiles}(output, tileCells, source + large * xCell, xCell, xLine, panel, inputs, width, bias, target + large * yCell, yCell, yLine, skip, count, tiles - larger, constants);");
        }
    }
}

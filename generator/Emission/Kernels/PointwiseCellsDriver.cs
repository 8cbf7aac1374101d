using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>All 1x1 convolutions of maps that are one line of cells, and the linear layers, whose maps are one cell: workers share the tiles.</summary>
internal sealed record PointwiseCellsDriver : Driver
{
    public override string BaseName => "PointwiseCells";

    public override void Emit(KernelWriter writer)
    {
        string tiles = writer.Use(new PanelTilesKernel());
        writer.Summary("A 1x1 convolution of a line of cells: panels outside, tiles inside, so that a panel stays in the first-level cache. weights: bias, panels. Strides in floats.");
        using (writer.Method(
            "PanelOutput output, int inputs, int outputs, int cells, float* x, nint xCell, float* weights, float* y, nint yCell, nint skip, float* constants, Worker worker"))
        {
            writer.Line("int tiles = (cells + TKernels.TileCells - 1) / TKernels.TileCells;");
            writer.Line("int tileCells = cells / tiles, larger = cells % tiles; // so many tiles have one cell more");
            writer.Line($"var share = worker.Share((outputs + {Align.Panel - 1}) / {Align.Panel}, tiles);");
            writer.Line("int count;");
            using var units = writer.Block("for (int unit = share.First; unit < share.End; unit += count)");
            writer.Line("int n = unit / share.Lines, tile = share.Line + unit % share.Lines;");
            writer.Line("count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);");
            writer.Line($"float* bias = weights + n * {Align.Panel};");
            writer.Line($"float* panel = weights + outputs + n * {Align.Panel} * inputs;");
            writer.Line($"int width = Math.Min({Align.Panel}, outputs - n * {Align.Panel});");
            writer.Line("int first = tile * tileCells + Math.Min(tile, larger);");
            writer.Line("float* source = x + first * xCell;");
            writer.Line($"float* target = y + first * yCell + n * {Align.Panel};");
            writer.Line("int large = Math.Clamp(larger - tile, 0, count);");
            using (writer.Block("if (large > 0)"))
            {
                writer.Line($"{tiles}(output, tileCells + 1, source, xCell, 0, panel, inputs, width, bias, target, yCell, 0, skip, 1, large, constants);");
                writer.Line("source += large * (tileCells + 1) * xCell;");
                writer.Line("target += large * (tileCells + 1) * yCell;");
            }

            writer.Line("if (large < count)");
            writer.Line($"    {tiles}(output, tileCells, source, xCell, 0, panel, inputs, width, bias, target, yCell, 0, skip, 1, count - large, constants);");
        }
    }
}

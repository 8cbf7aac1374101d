namespace Emo.Codegen.Emission.Kernels;

/// <summary>The stem's dense convolution from zero-padded planar lines into rows of cells.</summary>
internal sealed record StemConvolutionKernel(
    int InputChannels, int Kernel, int Stride, int LineStart, int LineFloats, int PaddedRows, int OutputWidth, int CellStride, int TargetRowStride, int TargetRows, int TargetHeight, int TargetPadding)
    : Kernel
{
    public override string BaseName => $"StemConvolution{Kernel}x{Kernel}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary(
            $"Convolution {Kernel}x{Kernel}, stride {Stride}, {InputChannels} planar channels -> rows of {OutputWidth} cells of {CellStride}. " +
            $"x: [{InputChannels}][{PaddedRows}][{LineFloats}], zero-padded, from the float {LineStart} of a line. y: {TargetRows} stored rows. weights: bias, taps [row][column][channel].");
        using (writer.Method("float* x, float* weights, float* y, int firstRow, int rows, Worker worker"))
        {
            writer.Line("int end = worker.End(rows);");
            using var loop = writer.Block("for (int i = worker.First(rows); i < end; i++)");
            string row = TargetRows < TargetHeight ? $"(firstRow + i) % {TargetRows}" : "(firstRow + i)";
            writer.Line($"float* lines = {KernelWriter.At($"x + i * {Stride * LineFloats}", LineStart)};");
            writer.Line($"float* target = {KernelWriter.At($"y + {row} * {TargetRowStride}", TargetPadding * CellStride)};");
            var parts = Tiling.Of(CellStride / writer.Lanes, writer.Width.PointwiseVectors);
            foreach (var (vectors, count, start) in parts.Tiles)
            {
                int first = start * writer.Lanes;
                int step = vectors * writer.Lanes;
                using (writer.Block($"for (int c = {first}; c < {first + (count * step)}; c += {step})"))
                    EmitRow(writer, vectors);
            }
        }
    }

    private void EmitRow(KernelWriter writer, int vectors)
    {
        int limit = (writer.Width.Registers - vectors - 1) / vectors;
        foreach (var (cells, count, start) in Tiling.Of(OutputWidth, Math.Min(limit, writer.Width.MaxDepthwiseTile)).Tiles)
        {
            using (writer.Block($"for (int column = {start}; column < {start + (cells * count)}; column += {cells})"))
                EmitTile(writer, cells, vectors);
        }
    }

    private void EmitTile(KernelWriter writer, int cells, int vectors)
    {
        for (int v = 0; v < vectors; v++)
            writer.Line($"Floats y0{v} = Load({KernelWriter.At("weights + c", v * writer.Lanes)});");
        for (int r = 1; r < cells; r++)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(0, vectors).Select(v => $"y{r}{v} = y0{v}")) + ";");

        writer.Line($"float* w = weights + {CellStride} + c;");
        using (writer.Block($"for (int tap = 0; tap < {Kernel}; tap++, w += {(Kernel - 1) * InputChannels * CellStride})"))
        using (writer.Block($"for (int channel = 0; channel < {InputChannels}; channel++, w += {CellStride})"))
        {
            writer.Line($"float* line = lines + (channel * {PaddedRows} + tap) * {LineFloats} + column * {Stride};");
            for (int t = 0; t < Kernel; t++)
                EmitTap(writer, t, cells, vectors);
        }

        writer.Line($"float* cell = target + column * {CellStride} + c;");
        for (int r = 0; r < cells; r++)
        {
            for (int v = 0; v < vectors; v++)
                writer.Line($"y{r}{v}.Store({KernelWriter.At("cell", (r * CellStride) + (v * writer.Lanes))});");
        }
    }

    private void EmitTap(KernelWriter writer, int tap, int cells, int vectors)
    {
        for (int v = 0; v < vectors; v++)
            writer.Line($"{(tap == 0 ? "Floats " : "")}w{v} = Load({KernelWriter.At("w", (tap * InputChannels * CellStride) + (v * writer.Lanes))});");
        for (int r = 0; r < cells; r++)
        {
            writer.Line($"{(tap == 0 && r == 0 ? "Floats " : "")}a = Create({KernelWriter.Index("line", (r * Stride) + tap)});");
            for (int v = 0; v < vectors; v++)
                writer.MultiplyAdd($"y{r}{v}", "a", $"w{v}");
        }
    }
}

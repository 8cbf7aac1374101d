namespace Emo.Codegen.Emission.Kernels;

/// <summary>map = skip + map * gate, where the skip has padding cells.</summary>
internal sealed record GateMapKernel(int Height, int Width, int CellStride, int SkipCellStride, int SkipRowStride, int SkipPadding) : Kernel
{
    public override string BaseName => $"GateMap{CellStride}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"{Height}x{Width} cells of {CellStride}: times the gate, plus the inner skip.");
        using (writer.Method("float* map, float* gate, float* skip, Worker worker"))
        {
            writer.Line($"int end = worker.End({Height});");
            using var loop = writer.Block($"for (int row = worker.First({Height}); row < end; row++)");
            writer.Line($"float* target = map + row * {Width * CellStride};");
            writer.Line($"float* source = {KernelWriter.At($"skip + row * {SkipRowStride}", SkipPadding * SkipCellStride)};");
            using (writer.Block($"for (int i = 0; i < {Width}; i++, target += {CellStride}, source += {SkipCellStride})"))
            using (writer.Block($"for (int c = 0; c < {CellStride}; c += {writer.Lanes})"))
                writer.Line("MultiplyAddEstimate(Load(target + c), Load(gate + c), Load(source + c)).Store(target + c);");
        }
    }
}

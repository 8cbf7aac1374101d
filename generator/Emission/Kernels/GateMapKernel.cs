namespace Emo.Codegen.Emission.Kernels;

/// <summary>map = skip + map * gate, where the skip has padding cells.</summary>
internal sealed record GateMapKernel(int Height, int Width, int CellStride, int SkipRowStride, int SkipPadding) : Kernel
{
    public override string BaseName => $"GateMap{CellStride}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"{Height}x{Width} cells of {CellStride}: times the gate, plus the inner skip.");
        using (writer.Method("float* map, float* gate, float* skip"))
        using (writer.Block($"for (int row = 0; row < {Height}; row++)"))
        {
            writer.Line($"float* source = {KernelWriter.At($"skip + row * {SkipRowStride}", SkipPadding * CellStride)};");
            using (writer.Block($"for (int i = 0; i < {Width}; i++, map += {CellStride}, source += {CellStride})"))
            using (writer.Block($"for (int c = 0; c < {CellStride}; c += {writer.Lanes})"))
                writer.Line("Simd.Store(Simd.MultiplyAddEstimate(Simd.Load(map + c), Simd.Load(gate + c), Simd.Load(source + c)), map + c);");
        }
    }
}

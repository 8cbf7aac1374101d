using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Products of all keys of a window with a block of queries, [key][query]: a matrix product whose panel is the queries.</summary>
internal sealed record ScoresKernel(AttentionShape Shape) : Kernel
{
    public override string BaseName => $"Scores{Shape.Tokens}x{Shape.HeadWidth}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"Scores of {Shape.Tokens} keys: [key][{Shape.QueryBlock}] = key x queries [{Shape.HeadWidth}][{Shape.QueryBlock}].");
        using (writer.Method("float* keys, float* queries, float* zeros, float* scores, float* constants"))
        {
            foreach (var (vectors, count, start) in Tiling.Of(Shape.QueryVectors(writer.Width), writer.Width.PointwiseVectors).Tiles)
            {
                int step = vectors * writer.Lanes;
                int first = start * writer.Lanes;
                using (writer.Block($"for (int q = {first}; q < {first + (count * step)}; q += {step})"))
                {
                    foreach (var (cells, tiles, key) in Tiling.Of(Shape.Tokens, writer.Width.PointwiseRows).Tiles)
                    {
                        string panel = writer.Use(new PanelKernel(cells, vectors), new OutputType(Activation.None));
                        writer.Line(
                            $"{panel}({KernelWriter.At("keys", key * Shape.QueryKeyStride)}, {Shape.QueryKeyStride}, 0, queries + q, {Shape.HeadWidth}, {Shape.QueryBlock}, zeros, " +
                            $"{KernelWriter.At("scores", key * Shape.QueryBlock)} + q, {Shape.QueryBlock}, 0, 0, 1, {tiles}, constants);");
                    }
                }
            }
        }
    }
}

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Products of all keys of a window with a block of queries: [key][query].</summary>
internal sealed record ScoresKernel(AttentionShape Shape) : Kernel
{
    public override string BaseName => $"Scores{Shape.Tokens}x{Shape.HeadWidth}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"Scores of {Shape.Tokens} keys: [key][{Shape.QueryBlock}] += key x queries [{Shape.HeadWidth}][{Shape.QueryBlock}].");
        using (writer.Method("float* keys, float* queries, float* scores"))
        {
            int maxVectors = writer.Width.Registers == 32 ? 4 : writer.Width.PointwiseVectors;
            foreach (var (vectors, count, start) in Tiling.Of(Shape.QueryVectors(writer.Width), maxVectors).Tiles)
            {
                int step = vectors * writer.Lanes;
                int first = start * writer.Lanes;
                using (writer.Block($"for (int q = {first}; q < {first + (count * step)}; q += {step})"))
                    EmitQueries(writer, vectors);
            }
        }
    }

    private void EmitQueries(KernelWriter writer, int vectors)
    {
        int maxKeys = (writer.Width.Registers - vectors - 1) / vectors;
        writer.Line("float* key = keys;");
        writer.Line("float* target = scores + q;");
        foreach (var (keys, count, _) in Tiling.Of(Shape.Tokens, Math.Min(maxKeys, 8)).Tiles)
        {
            using (writer.Block(
                $"for (int tile = 0; tile < {count}; tile++, key += {keys * Shape.QueryKeyStride}, target += {keys * Shape.QueryBlock})"))
                EmitTile(writer, keys, vectors);
        }
    }

    private void EmitTile(KernelWriter writer, int keys, int vectors)
    {
        for (int r = 0; r < keys; r++)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(0, vectors).Select(v => $"s{r}{v} = Floats.Zero")) + ";");
        writer.Line("float* query = queries + q;");
        using (writer.Block($"for (nint c = 0; c < {Shape.HeadWidth}; c++, query += {Shape.QueryBlock})"))
        {
            for (int v = 0; v < vectors; v++)
                writer.Line($"Floats q{v} = Simd.Load({KernelWriter.At("query", v * writer.Lanes)});");
            for (int r = 0; r < keys; r++)
            {
                writer.Line($"{(r == 0 ? "Floats " : "")}a = Simd.Create(key[{(r == 0 ? "c" : $"c + {r * Shape.QueryKeyStride}")}]);");
                for (int v = 0; v < vectors; v++)
                    writer.MultiplyAdd($"s{r}{v}", "a", $"q{v}");
            }
        }

        for (int r = 0; r < keys; r++)
        {
            for (int v = 0; v < vectors; v++)
                writer.Line($"Simd.Store(s{r}{v}, {KernelWriter.At("target", (r * Shape.QueryBlock) + (v * writer.Lanes))});");
        }
    }
}

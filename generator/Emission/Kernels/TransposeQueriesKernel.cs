namespace Emo.Codegen.Emission.Kernels;

/// <summary>Queries of one head to [channel][query], so that scores and softmax run over vectors of queries.</summary>
internal sealed record TransposeQueriesKernel(AttentionShape Shape) : Driver
{
    public override string BaseName => $"TransposeQueries{Shape.HeadWidth}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"Tokens of {Shape.QueryKeyStride} to [{Shape.HeadWidth}][{Shape.QueryBlock}], zeros behind the last query.");
        using (writer.Method("float* query, float* queries, int count"))
        {
            writer.Line($"new Span<float>(queries, {Shape.HeadWidth * Shape.QueryBlock}).Clear();");
            writer.Line("int q = 0;");
            writer.Line("// By four: four loads into one vector take less time than four stores.");
            using (writer.Block($"for (; q + 4 <= count; q += 4, query += {4 * Shape.QueryKeyStride})"))
            {
                string lanes = string.Join(", ", Enumerable.Range(0, 4).Select(i => KernelWriter.Index("lane", i * Shape.QueryKeyStride)));
                writer.Line("float* lane = query;");
                using (writer.Block($"for (int c = 0; c < {Shape.HeadWidth}; c++, lane++)"))
                    writer.Line($"Vector128.Create({lanes}).Store(queries + c * {Shape.QueryBlock} + q);");
            }

            using (writer.Block($"for (; q < count; q++, query += {Shape.QueryKeyStride})"))
            using (writer.Block($"for (int c = 0; c < {Shape.HeadWidth}; c++)"))
                writer.Line($"queries[c * {Shape.QueryBlock} + q] = query[c];");
        }
    }
}

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
            using (writer.Block($"for (int q = 0; q < count; q++, query += {Shape.QueryKeyStride})"))
            using (writer.Block($"for (int c = 0; c < {Shape.HeadWidth}; c++)"))
                writer.Line($"queries[c * {Shape.QueryBlock} + q] = query[c];");
        }
    }
}

using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>The shapes of an attention step that its kernels share.</summary>
internal sealed record AttentionShape(
    WindowGrid Grid, int Heads, int HeadWidth, int ValueHeadWidth, int QueryKeyStride, int ValueStride, int TargetCellStride, int TargetRowStride, int TargetPadding)
{
    public int Tokens => Grid.WindowTokens;

    /// <summary>Queries attended at a time; the scores are [key][query].</summary>
    public int QueryBlock => Math.Min(AttentionPlanner.QueryBlock, (int)Align.ToLanes((long)Tokens));

    public bool IsOneBlock => Tokens <= QueryBlock;

    /// <summary>Vectors of queries that hold at least one query.</summary>
    public int QueryVectors(VectorWidth width) => width.VectorsOf(Math.Min(Tokens, QueryBlock));
}

/// <summary>Attention of every head in every window.</summary>
internal sealed record AttentionKernel(AttentionShape Shape) : Kernel
{
    public override string BaseName => $"Attention{Shape.Heads}x{Shape.HeadWidth}";

    public override void Emit(KernelWriter writer)
    {
        int tokens = Shape.Tokens;
        int block = Shape.QueryBlock;
        string transpose = writer.Use(new TransposeQueriesKernel(Shape));
        string scores = writer.Use(new ScoresKernel(Shape));
        string softmax = writer.Use(new SoftmaxKernel(Shape));
        string values = writer.Use(new WeightedValuesKernel(Shape));
        int channels = Shape.Heads * Shape.HeadWidth;

        writer.Summary(
            $"Attention in {Shape.Grid.Rows}x{Shape.Grid.Columns} windows of {tokens} tokens, {Shape.Heads} heads of {Shape.HeadWidth}. " +
            $"queryKey: tokens of {Shape.QueryKeyStride} (queries, then keys). value: tokens of {Shape.ValueStride}.");
        using (writer.Method("float* queryKey, float* value, float* y, float* scratch"))
        {
            writer.Line($"float* queries = scratch; // [{Shape.HeadWidth}][{block}]");
            writer.Line($"float* inverse = queries + {Shape.HeadWidth * block}; // [{block}]");
            writer.Line($"float* scores = inverse + {block}; // [{tokens}][{block}]");
            using (writer.Block($"for (int i = 0; i < {Shape.Grid.Rows}; i++)"))
            using (writer.Block($"for (int j = 0; j < {Shape.Grid.Columns}; j++, queryKey += {tokens * Shape.QueryKeyStride}, value += {tokens * Shape.ValueStride})"))
            using (writer.Block($"for (int head = 0; head < {Shape.Heads}; head++)"))
            {
                writer.Line($"float* query = queryKey + head * {Shape.HeadWidth};");
                if (Shape.IsOneBlock)
                {
                    EmitBlock("query", "0", $"{tokens}");
                    return;
                }

                using (writer.Block($"for (int first = 0; first < {tokens}; first += {block})"))
                {
                    writer.Line($"int count = Math.Min({block}, {tokens} - first);");
                    EmitBlock($"query + first * {Shape.QueryKeyStride}", "first", "count");
                }
            }
        }

        void EmitBlock(string query, string first, string count)
        {
            writer.Line($"{transpose}({query}, queries, {count});");
            writer.Line($"{scores}(query + {channels}, queries, scores);");
            writer.Line($"{softmax}(scores, inverse);");
            writer.Line($"{values}(scores, inverse, value + head * {Shape.ValueHeadWidth}, y + head * {Shape.ValueHeadWidth}, i, j, {first}, {count});");
        }
    }
}

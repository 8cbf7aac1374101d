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
internal sealed record AttentionKernel(AttentionShape Shape) : Driver
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
        using (writer.Method("float* queryKey, float* value, float* y, float* scratch, float* constants, Worker worker"))
        {
            writer.Line($"float* queries = scratch; // [{Shape.HeadWidth}][{block}]");
            writer.Line($"float* inverse = queries + {Shape.HeadWidth * block}; // [{block}]");
            writer.Line($"float* zeros = inverse + {block}; // [{Align.Panel}]");
            writer.Line($"float* scores = zeros + {Align.Panel}; // [{tokens}][{block}]");
            writer.Line($"new Span<float>(zeros, {Align.Panel}).Clear();");
            int blocks = (tokens + block - 1) / block;
            int units = Shape.Grid.Rows * Shape.Grid.Columns * Shape.Heads * blocks;
            writer.Line($"int end = worker.End({units}); // {Shape.Grid.Rows * Shape.Grid.Columns} window(s), {Shape.Heads} head(s){(blocks == 1 ? "" : $", {blocks} blocks of queries")}");
            using (writer.Block($"for (int unit = worker.First({units}); unit < end; unit++)"))
            {
                writer.Line($"int head = unit{(blocks == 1 ? "" : $" / {blocks}")} % {Shape.Heads};");
                writer.Line($"int window = unit / {Shape.Heads * blocks};");
                writer.Line($"int i = window / {Shape.Grid.Columns}, j = window % {Shape.Grid.Columns};");
                writer.Line($"float* query = queryKey + window * {tokens * Shape.QueryKeyStride} + head * {Shape.HeadWidth};");
                string first = "0";
                string count = $"{tokens}";
                string block0 = "query";
                if (!Shape.IsOneBlock)
                {
                    writer.Line($"int first = unit % {blocks} * {block};");
                    writer.Line($"int count = Math.Min({block}, {tokens} - first);");
                    (first, count, block0) = ("first", "count", $"query + first * {Shape.QueryKeyStride}");
                }

                writer.Line($"{transpose}({block0}, queries, {count});");
                writer.Line($"{scores}(query + {channels}, queries, zeros, scores, constants);");
                writer.Line($"{softmax}(scores, inverse, constants);");
                writer.Line(
                    $"{values}(scores, inverse, value + window * {tokens * Shape.ValueStride} + head * {Shape.ValueHeadWidth}, " +
                    $"y + head * {Shape.ValueHeadWidth}, i, j, {first}, {count});");
            }
        }
    }
}

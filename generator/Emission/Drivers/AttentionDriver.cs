using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Attention of every head in every window: a unit of work is a block of queries of a head of a window.</summary>
internal sealed record AttentionDriver(AttentionShape Shape) : Driver<AttentionDriver.Arguments>
{
    public override string BaseName => $"Attention{Shape.Heads}x{Shape.HeadWidth}";

    private WindowGrid Grid => Shape.Grid;

    private string Pattern => Grid.Pattern == WindowPattern.Tiles ? "contiguous " : "";

    private string Result => Shape.Windows.Result switch
    {
        AttentionResult.Store => "",
        AttentionResult.Add => ", added to y",
        AttentionResult.StoreTwice => ", times two",
        AttentionResult.AddTwice => ", times two, added to y",
    };

    private AttentionScratch Scratch => Shape.Scratch;

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"Attention in {Grid.Rows}x{Grid.Columns} {Pattern}windows of {Scratch.Tokens} tokens, {Shape.Heads} heads of " +
            $"{Shape.HeadWidth}{Result}. " +
            $"queryKey: tokens of {Shape.QueryKey.CellStride} (queries, then keys). value: tokens of {Shape.Value.CellStride}.";
        using (writer.Method(this, summary))
        {
            EmitScratch(writer);
            int blocks = Shape.QueryBlocks;
            int units = Grid.Windows * Shape.Heads * blocks;
            string ofBlocks = Shape.IsOneBlock ? "" : $", {Code.Text(blocks)} blocks of queries";
            writer.Line($"int end = worker.End({units}); // {Grid.Windows} window(s), {Shape.Heads} head(s){ofBlocks}");
            using (writer.Block($"for (int unit = worker.First({units}); unit < end; unit++)"))
            {
                writer.Line($"int head = unit{(Shape.IsOneBlock ? "" : $" / {Code.Text(blocks)}")} % {Shape.Heads};");
                writer.Line($"int window = unit / {Shape.Heads * blocks};");
                writer.Line($"int i = window / {Grid.Columns}, j = window % {Grid.Columns};");
                EmitUnit(writer);
            }
        }
    }

    /// <summary>The worker's scratch memory, in the order of <see cref="AttentionScratch"/>.</summary>
    private void EmitScratch(MemberWriter writer)
    {
        writer.Line($"float* queries = scratch; // [{Shape.HeadWidth}][{Scratch.QueryBlock}]");
        writer.Line($"float* inverse = queries + {Scratch.QueryFloats}; // [{Scratch.QueryBlock}]");
        writer.Line($"float* zeros = inverse + {Scratch.QueryBlock}; // [{AttentionScratch.ZeroFloats}]");
        writer.Line($"float* scores = zeros + {AttentionScratch.ZeroFloats}; // [{Scratch.Tokens}][{Scratch.QueryBlock}]");
        if (Shape.Windows.GathersTokens)
        {
            writer.Line($"float* windowQueries = scores + {Scratch.ScoreFloats}; // [{Scratch.Tokens}][{Scratch.KeyStride}]");
            writer.Line($"float* windowKeys = windowQueries + {Scratch.GatheredKeyFloats}; // [{Scratch.Tokens}][{Scratch.KeyStride}]");
            writer.Line($"float* windowValues = windowKeys + {Scratch.GatheredKeyFloats}; // [{Scratch.Tokens}][{Scratch.ValueStride}]");
        }

        writer.Line($"new Span<float>(zeros, {AttentionScratch.ZeroFloats}).Clear();");
    }

    private void EmitUnit(MemberWriter writer)
    {
        EmitTokens(writer);
        int stride = Shape.KeyStride;
        var (first, count, queries) = ((Int)0, (Int)Scratch.Tokens, "query");
        if (!Shape.IsOneBlock)
        {
            writer.Line($"int first = unit % {Shape.QueryBlocks} * {Scratch.QueryBlock};");
            writer.Line($"int count = Math.Min({Scratch.QueryBlock}, {Scratch.Tokens} - first);");
            (first, count, queries) = ("first", "count", $"query + first * {Code.Text(stride)}");
        }

        string keys = Shape.Windows.GathersTokens ? "windowKeys" : Code.At("query", Shape.Heads * Shape.HeadWidth);
        writer.Call(new TransposeQueriesDriver(Scratch, stride), new(Query: queries, Queries: "queries", Count: count));
        writer.Call(new ScoresKernel(Scratch, stride), new(keys, "queries", "zeros", "scores", "constants"));
        writer.Call(new SoftmaxKernel(Scratch, Shape.Windows.Result.IsDoubled()), new("scores", "inverse", "constants"));
        string target = $"y + head * {Code.Text(Shape.ValueHeadWidth)}";
        writer.Call(new WeightedValuesKernel(Shape), new("scores", "inverse", Value: "values", Y: target, "i", "j", first, count));
    }

    /// <summary>Where the window's tokens begin: in the map of tokens, or behind a copy of those that lie apart.</summary>
    private void EmitTokens(MemberWriter writer)
    {
        string query = $"queryKey + head * {Code.Text(Shape.HeadWidth)}";
        string value = $"value + head * {Code.Text(Shape.ValueHeadWidth)}";
        if (!Shape.Windows.GathersTokens)
        {
            writer.Line($"float* query = queryKey + window * {Scratch.Tokens * Shape.QueryKey.CellStride} + head * {Shape.HeadWidth};");
            writer.Line($"float* values = value + window * {Scratch.Tokens * Shape.Value.CellStride} + head * {Shape.ValueHeadWidth};");
            return;
        }

        writer.Call(new GatherTokensKernel(Shape), new(
            QueryKey: query,
            Value: value,
            Queries: "windowQueries",
            Keys: "windowKeys",
            Values: "windowValues",
            "i",
            "j"));
        writer.Line("float* query = windowQueries, values = windowValues;");
    }

    /// <param name="QueryKey">Tokens of all windows: queries, then keys.</param>
    /// <param name="Value">Their values.</param>
    /// <param name="Y">The map.</param>
    /// <param name="Scratch">This worker's.</param>
    /// <param name="Constants">The table of constants.</param>
    /// <param name="Worker">Takes some units.</param>
    internal sealed record Arguments(
        FloatPointer QueryKey, FloatPointer Value, FloatPointer Y, FloatPointer Scratch, FloatPointer Constants, WorkerExpression Worker)
        : Signature;
}

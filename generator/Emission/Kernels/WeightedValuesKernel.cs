using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Sums of values weighted by the softmax, stored at the tokens' places in the map.</summary>
internal sealed record WeightedValuesKernel(AttentionShape Shape) : Kernel<WeightedValuesKernel.Arguments>
{
    /// <summary>More rows would only lengthen the text.</summary>
    private const int MaxQueries = 8;

    public override string BaseName => $"WeightedValues{Scratch.Tokens}x{Shape.ValueHeadWidth}";

    private AttentionScratch Scratch => Shape.Scratch;

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"Values of one head, {Shape.ValueHeadWidth} channels, weighted by scores [{Scratch.Tokens}][{Scratch.QueryBlock}], " +
            $"{(Shape.Windows.Result.IsAdded() ? "added " : "")}to the map cells of the queries. Tokens outside the map are dropped.";
        using (writer.Method(this, summary))
        {
            foreach (var run in writer.Target.PanelParts(Shape.ValueHeadWidth).Runs())
            {
                int first = run.Start * writer.Lanes;
                int floats = run.Size * writer.Lanes;
                int whole = Math.Min(run.Count, (Shape.ValueHeadWidth - first) / floats);
                if (whole > 0)
                {
                    writer.Loop(
                        "c",
                        first,
                        first + (whole * floats),
                        floats,
                        c => EmitPart(writer, new Part(c, run.Size, floats)),
                        isOneOfSome: true);
                }

                int rest = first + (whole * floats);
                if (whole < run.Count)
                    EmitPart(writer, new Part(new LoopIndex(null, rest), run.Size, Shape.ValueHeadWidth - rest));
            }
        }
    }

    private void EmitPart(MemberWriter writer, Part part)
    {
        int maxQueries = Math.Min(MaxQueries, writer.Target.ProductRows(part.Vectors));
        if (Shape.IsOneBlock)
        {
            foreach (var run in Tiling.Of(Scratch.Tokens, maxQueries).Runs())
                writer.Loop("q", run, 1, q => EmitTile(writer, part, run.Size, q), isOneOfSome: true);
            return;
        }

        using (writer.Block(""))
        {
            writer.Line("int q = 0;");
            using (writer.Block($"for (; q + {maxQueries} <= count; q += {maxQueries})"))
                EmitTile(writer, part, maxQueries, new LoopIndex("q", 0));
            using (writer.Block("for (; q < count; q++)"))
                EmitTile(writer, part, queries: 1, new LoopIndex("q", 0));
        }
    }

    private void EmitTile(MemberWriter writer, Part part, int queries, LoopIndex q)
    {
        var tile = new RegisterTile(queries, part.Vectors);
        tile.EmitZeros(writer);
        writer.Line($"float* weight = {q.At("scores")};");
        writer.Line($"float* token = {part.Channel.At("value")};");
        string step = $"weight += {Code.Text(Scratch.QueryBlock)}, token += {Code.Text(Shape.ValueStride)}";
        using (writer.Times("k", Scratch.Tokens, step))
        {
            tile.EmitProductsOfNeighbours(writer, pointer: vector => Code.At("token", vector * writer.Lanes), factors: "weight");
        }

        string cell = writer.Use(new TokenCellFunction(Shape.Windows.CellGrid, Shape.Target));
        string store = writer.Use(new StoreScaledFunction(part.Vectors, part.Floats, Shape.Windows.Result.IsAdded()));
        for (int row = 0; row < queries; row++)
        {
            string token = q.Variable is null ? Code.Text(q.Value + row) : Code.At("q", row);
            writer.Line($"{store}({tile.RowSums(row)}, {q.At("inverse", row)}, {cell}({part.Channel.At("y")}, i, j, first + {token}));");
        }
    }

    /// <summary>Some channels of a head, as many as the registers hold.</summary>
    private sealed record Part(LoopIndex Channel, int Vectors, int Floats);

    /// <param name="Scores">The weights, [key][query].</param>
    /// <param name="Inverse">1 / their sum, for each query.</param>
    /// <param name="Value">The first token's values.</param>
    /// <param name="Y">The map, at the head's first channel.</param>
    /// <param name="I">The row of the window.</param>
    /// <param name="J">The column of the window.</param>
    /// <param name="First">The first query's token.</param>
    /// <param name="Count">How many queries.</param>
    internal sealed record Arguments(
        FloatPointer Scores, FloatPointer Inverse, FloatPointer Value, FloatPointer Y, Int I, Int J, Int First, Int Count) : Signature;
}

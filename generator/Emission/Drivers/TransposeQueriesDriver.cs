using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Queries of one head to [channel][query], so that scores and softmax run over vectors of queries.</summary>
internal sealed record TransposeQueriesDriver(AttentionScratch Scratch, int QueryKeyStride) : Driver<TransposeQueriesDriver.Arguments>
{
    public override string BaseName => $"TransposeQueries{Scratch.HeadWidth}";

    public override void Emit(MemberWriter writer)
    {
        string summary = $"Tokens of {QueryKeyStride} to [{Scratch.HeadWidth}][{Scratch.QueryBlock}], zeros behind the last query.";
        using (writer.Method(this, summary))
        {
            writer.Line($"new Span<float>(queries, {Scratch.QueryFloats}).Clear();");
            writer.Line("int q = 0;");
            writer.Line("// By four: four loads into one vector take less time than four stores.");
            using (writer.Block($"for (; q + 4 <= count; q += 4, query += {4 * QueryKeyStride})"))
            {
                string lanes = Code.List(4, lane => Code.Index("lane", lane * QueryKeyStride));
                writer.Line("float* lane = query;");
                using (writer.Block($"for (int c = 0; c < {Scratch.HeadWidth}; c++, lane++)"))
                    writer.Line($"Vector128.Create({lanes}).Store(queries + c * {Scratch.QueryBlock} + q);");
            }

            using (writer.Block($"for (; q < count; q++, query += {QueryKeyStride})"))
                writer.Loop("c", 0, Scratch.HeadWidth, 1, c => EmitCopy(writer, c));
        }
    }

    private void EmitCopy(MemberWriter writer, LoopIndex c) => writer.Line(c.Variable is null
        ? "queries[q] = *query;"
        : $"queries[c * {Code.Text(Scratch.QueryBlock)} + q] = query[c];");

    /// <param name="Query">The first query.</param>
    /// <param name="Queries">Receives [channel][query].</param>
    /// <param name="Count">How many queries.</param>
    internal sealed record Arguments(FloatPointer Query, FloatPointer Queries, Int Count) : Signature;
}

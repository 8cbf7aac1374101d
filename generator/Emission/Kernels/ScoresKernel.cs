using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Products of all keys of a window with a block of queries, [key][query]: a matrix product whose panel is the queries.</summary>
internal sealed record ScoresKernel(AttentionScratch Scratch, int QueryKeyStride) : Kernel<ScoresKernel.Arguments>
{
    public override string BaseName => $"Scores{Scratch.Tokens}x{Scratch.HeadWidth}";

    public override void Emit(MemberWriter writer)
    {
        string summary =
            $"Scores of {Scratch.Tokens} keys: [key][{Scratch.QueryBlock}] = key x queries [{Scratch.HeadWidth}][{Scratch.QueryBlock}].";
        using (writer.Method(this, summary))
        {
            int queries = Math.Min(Scratch.Tokens, Scratch.QueryBlock);
            var runs = writer.Target.PanelParts(queries).Runs().ToList();
            foreach (var run in runs)
                writer.Loop("q", run, writer.Lanes, q => EmitTiles(writer, run.Size, q), isOneOfSome: runs.Count > 1);
        }
    }

    private void EmitTiles(MemberWriter writer, int vectors, LoopIndex q)
    {
        foreach (var keys in writer.Target.CellTiles(Scratch.Tokens).Runs())
        {
            writer.Call(new PanelTile(keys.Size, vectors), OutputType.Plain, new PanelTile.Arguments(
                X: Code.At("keys", (long)keys.Start * QueryKeyStride),
                XCell: QueryKeyStride,
                XLine: 0,
                Panel: q.At("queries"),
                Inputs: Scratch.HeadWidth,
                PanelWidth: Scratch.QueryBlock,
                Bias: "zeros",
                Y: q.At("scores", (long)keys.Start * Scratch.QueryBlock),
                YCell: Scratch.QueryBlock,
                YLine: 0,
                Skip: 0,
                Lines: 1,
                Tiles: keys.Count,
                Constants: "constants"));
        }
    }

    /// <param name="Keys">The first key.</param>
    /// <param name="Queries">[channel][query].</param>
    /// <param name="Zeros">A panel's bias.</param>
    /// <param name="Scores">[key][query].</param>
    /// <param name="Constants">The table of constants.</param>
    internal sealed record Arguments(
        FloatPointer Keys, FloatPointer Queries, FloatPointer Zeros, FloatPointer Scores, FloatPointer Constants) : Signature;
}

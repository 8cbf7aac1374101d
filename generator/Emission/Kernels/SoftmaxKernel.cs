using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// Softmax over keys for vectors of queries. The division is left to the weighted values: it is one factor a query, and twice that where
/// the result counts twice.
/// </summary>
internal sealed record SoftmaxKernel(AttentionScratch Scratch, bool Doubles) : Kernel<SoftmaxKernel.Arguments>
{
    /// <summary>2^x of what is 0 at most.</summary>
    public static Exp2Function Power { get; } = new(1, PlusOne: false);

    public override string BaseName => $"Softmax{Scratch.Tokens}";

    public override void Emit(MemberWriter writer)
    {
        int queries = Math.Min(Scratch.Tokens, Scratch.QueryBlock);
        string inverse = $"{(Doubles ? 2 : 1)} / their sum";
        string summary = $"scores [{Scratch.Tokens}][{Scratch.QueryBlock}] to 2^(score - max), and {inverse} for each query.";
        using (writer.Method(this, summary))
        {
            if (writer.Constants.HoldsAny)
                writer.Line($"{writer.Use(new HeldType())} held = {writer.Constants.HeldFor(Power)};");
            writer.Loop("q", 0, writer.Target.VectorsOf(queries) * writer.Lanes, writer.Lanes, q => EmitQueries(writer, q));
        }
    }

    private void EmitQueries(MemberWriter writer, LoopIndex q)
    {
        string score = q.At($"scores + k * {Code.Text(Scratch.QueryBlock)}");
        writer.Line($"Floats max = Load({q.At("scores")});");
        if (Scratch.Tokens > 1)
        {
            // A score that is NaN may be lost here: its weight is NaN, and so is the sum.
            using (writer.Block($"for (nint k = 1; k < {Scratch.Tokens}; k++)"))
                writer.Line($"max = MaxNative(max, Load({score}));");
        }

        writer.Line("Floats sum = Floats.Zero;");
        using (writer.Block($"for (nint k = 0; k < {Scratch.Tokens}; k++)"))
        {
            writer.Line($"float* score = {score};");
            writer.Line($"Floats weight = {writer.Apply(Power, "Load(score) - max")};");
            writer.Line("weight.Store(score);");
            writer.Line("sum += weight;");
        }

        writer.Line($"({(Doubles ? "Create(2f)" : "Floats.One")} / sum).Store({q.At("inverse")});");
    }

    /// <param name="Scores">[key][query]; become the weights.</param>
    /// <param name="Inverse">Receives 1 / sum of each query, or 2 / sum.</param>
    /// <param name="Constants">The table of constants.</param>
    internal sealed record Arguments(FloatPointer Scores, FloatPointer Inverse, FloatPointer Constants) : Signature;
}

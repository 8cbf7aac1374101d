namespace Emo.Codegen.Emission.Kernels;

/// <summary>Softmax over keys for vectors of queries. The division is left to the weighted values: it is one factor a query.</summary>
internal sealed record SoftmaxKernel(AttentionShape Shape) : Kernel
{
    public override string BaseName => $"Softmax{Shape.Tokens}";

    public override void Emit(KernelWriter writer)
    {
        var exp2 = new Exp2Function(1, PlusOne: false);
        int end = Shape.QueryVectors(writer.Width) * writer.Lanes;
        writer.Summary($"scores [{Shape.Tokens}][{Shape.QueryBlock}] to 2^(score - max), and 1 / their sum for each query.");
        using (writer.Method("float* scores, float* inverse, float* constants"))
        {
            if (writer.Constants.HoldsAny)
                writer.Line($"{writer.Use(new HeldType())} held = {writer.Constants.HeldFor(exp2)};");
            using var vectors = writer.Block($"for (int q = 0; q < {end}; q += {writer.Lanes})");
            writer.Line("Floats max = Load(scores + q);");
            using (writer.Block($"for (nint k = 1; k < {Shape.Tokens}; k++)"))
                writer.Line($"max = MaxNative(max, Load(scores + k * {Shape.QueryBlock} + q));");
            writer.Line("Floats sum = Floats.Zero;");
            using (writer.Block($"for (nint k = 0; k < {Shape.Tokens}; k++)"))
            {
                writer.Line($"float* score = scores + k * {Shape.QueryBlock} + q;");
                writer.Line($"Floats weight = {writer.Call(exp2, "Load(score) - max")};");
                writer.Line("weight.Store(score);");
                writer.Line("sum += weight;");
            }

            writer.Line("(Floats.One / sum).Store(inverse + q);");
        }
    }
}

namespace Emo.Codegen.Emission;

/// <summary>A vector to the caller's output.</summary>
internal sealed record VectorOutputDriver(int Length) : Driver<VectorArguments>
{
    public override string BaseName => $"ToOutput{Length}";

    public override void Emit(MemberWriter writer)
    {
        using (writer.Method(this, $"Copies {Length} value(s)."))
            writer.Line($"new ReadOnlySpan<float>(x, {Length}).CopyTo(new Span<float>(y, {Length}));");
    }
}

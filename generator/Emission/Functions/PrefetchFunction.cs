namespace Emo.Codegen.Emission;

/// <summary>
/// Asks for a cache line in the second-level cache. Weights are used once a prediction: the first tile of a panel would wait for
/// memory, and the others would leave it idle.
/// </summary>
internal sealed record PrefetchFunction : Member
{
    public override string BaseName => "Prefetch";

    public override bool IsShared => true;

    public override void Emit(MemberWriter writer)
    {
        writer.Summary("Asks for a cache line that will be read soon, where the processor can be asked.");
        using (writer.Function("void", "byte* address"))
        {
            writer.Line("if (Sse.IsSupported)");
            writer.Line("    Sse.Prefetch1(address);");
        }
    }
}

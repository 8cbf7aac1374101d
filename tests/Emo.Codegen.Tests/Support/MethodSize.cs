namespace Emo.Codegen.Tests.Support;

/// <summary>The size of a method by the measures that decide whether the JIT optimises it.</summary>
internal sealed record MethodSize(
    string Name, int IlBytes, int Instructions, int BasicBlocks, int Locals, int LocalReferences)
{
    /// <summary>The JIT's limits; a method above any of them is compiled with minimal optimisation.</summary>
    public static MethodSize JitLimits { get; } = new("", 60_000, 20_000, 2_000, 2_000, 8_000);

    public bool Fits(MethodSize limits) =>
        IlBytes <= limits.IlBytes
        && Instructions <= limits.Instructions
        && BasicBlocks <= limits.BasicBlocks
        && Locals <= limits.Locals
        && LocalReferences <= limits.LocalReferences;
}

namespace Emo.Codegen.Emission;

/// <summary>
/// A function of a vector, part of the kernels that call it. One algorithm for every target, so that the bits do not depend on
/// the processor.
/// </summary>
internal abstract record VectorFunction : Member
{
    public override bool IsShared => true;

    /// <summary>What the function loads, the most used first: the first of them stay in registers, as many as the target allows.</summary>
    public abstract IReadOnlyList<Constant> Constants { get; }
}

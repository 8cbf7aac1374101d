namespace Emo.Codegen.Emission.Kernels;

/// <summary>A function of a vector, part of the kernels that call it. One algorithm for every width, so that the bits do not depend on the CPU.</summary>
internal abstract record VectorFunction : Kernel
{
    /// <summary>What the function loads, the most used first: the first of them stay in registers, as many as the width allows.</summary>
    public abstract IReadOnlyList<Constant> Constants { get; }
}

namespace Emo.Codegen.Emission.Kernels;

/// <summary>
/// A generated method of a fixed shape. Two layers that need equal kernels share one method: kernels are records.
/// </summary>
internal abstract record Kernel
{
    /// <summary>A name that says what the kernel computes; the set makes it unique.</summary>
    public abstract string BaseName { get; }

    /// <summary>Writes the method with its documentation.</summary>
    public abstract void Emit(KernelWriter writer);
}

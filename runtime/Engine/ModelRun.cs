using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>The time in which one thread has a <see cref="ModelInstance"/> for itself. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct ModelRun
{
    private readonly ModelInstance _instance;

    internal ModelRun(ModelInstance instance, float* weights, float* arena)
    {
        _instance = instance;
        Weights = weights;
        Arena = arena;
    }

    /// <summary>The packed weights, 64-byte aligned.</summary>
    public float* Weights { get; }

    /// <summary>The instance's scratch memory, 64-byte aligned.</summary>
    public float* Arena { get; }

    /// <summary>Gives the instance back.</summary>
    public void Dispose() => _instance.Leave();
}

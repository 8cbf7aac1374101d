using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>The time in which one thread has a <see cref="ModelInstance"/> for itself. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe ref struct ModelRun
{
    private readonly ModelInstance _instance;

    internal ModelRun(ModelInstance instance) => _instance = instance;

    /// <summary>Runs the network, on the instance's team if it has one.</summary>
    /// <param name="network">The generated entry point: input, weights, arena, output, worker, observation.</param>
    /// <param name="input">The planar input.</param>
    /// <param name="output">Receives the outputs.</param>
    public void Execute(delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void> network, float* input, float* output) =>
        _instance.Execute(network, input, output);

    /// <summary>Gives the instance back.</summary>
    public void Dispose() => _instance.Leave();
}

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

    /// <summary>Runs the network on several inputs, of which the threads of the team take one after the other.</summary>
    /// <param name="network">The generated entry point: input, weights, arena, output, worker, observation.</param>
    /// <param name="inputs">The planar inputs, one behind the other.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="outputs">Receives the outputs, one behind the other.</param>
    /// <param name="outputLength">How many values one of them has.</param>
    /// <param name="cancellationToken">Asked before each picture.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before the last picture was taken.</exception>
    public void ExecuteBatch(
        delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void> network,
        float* inputs,
        int count,
        float* outputs,
        int outputLength,
        CancellationToken cancellationToken) =>
        _instance.ExecuteBatch(network, inputs, count, outputs, outputLength, cancellationToken);

    /// <summary>Reads what a classifier's last linear layer has read, behind a prediction.</summary>
    /// <param name="place">Where it lies in the arena, in floats.</param>
    /// <param name="embedding">Receives it.</param>
    /// <param name="normed">Whether a batch norm is folded into the layer, which is applied then.</param>
    /// <exception cref="NotFiniteNumberException">A value is not finite.</exception>
    public void ReadEmbedding(long place, Span<float> embedding, bool normed) => _instance.ReadEmbedding(place, embedding, normed);

    /// <summary>Gives the instance back.</summary>
    public void Dispose() => _instance.Leave();
}

using System.Collections.Immutable;
using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>The tensors that a compiled model expects in a checkpoint, declared layer by layer. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StateDictDeclaration
{
    private readonly Dictionary<string, DeclaredTensor> _tensors = new(StringComparer.Ordinal);
    private readonly List<string> _ignoredPrefixes = [];

    /// <summary>Names and shapes of the tensors that a checkpoint must have, in the network's order.</summary>
    public IEnumerable<(string Name, ImmutableArray<long> Shape)> Parameters =>
        _tensors.Where(pair => pair.Value.IsParameter).Select(pair => (pair.Key, pair.Value.Shape));

    internal IReadOnlyDictionary<string, DeclaredTensor> Tensors => _tensors;

    /// <summary>The key of a training checkpoint that goes before the averaged weights; null: the averages go first.</summary>
    internal string? PreferredKey { get; private set; }

    internal IReadOnlyList<string> IgnoredPrefixes => _ignoredPrefixes;

    /// <summary>A convolution's <c>weight</c> [out, in / groups, kernel, kernel] and, if it has one, <c>bias</c> [out].</summary>
    public void Convolution(string name, int outputs, int inputsPerGroup, int kernelSize, bool bias)
    {
        Parameter(name + ".weight", outputs, inputsPerGroup, kernelSize, kernelSize);
        if (bias)
            Parameter(name + ".bias", outputs);
    }

    /// <summary>A linear layer's <c>weight</c> [out, in] and <c>bias</c> [out].</summary>
    public void Linear(string name, int outputs, int inputs)
    {
        Parameter(name + ".weight", outputs, inputs);
        Parameter(name + ".bias", outputs);
    }

    /// <summary>A layer norm's <c>weight</c> and <c>bias</c> [channels].</summary>
    public void LayerNorm(string name, int channels)
    {
        Parameter(name + ".weight", channels);
        Parameter(name + ".bias", channels);
    }

    /// <summary>A layer scale's <c>gamma</c> [1, channels, 1, 1].</summary>
    public void LayerScale(string name, int channels) => Parameter(name + ".gamma", 1, channels, 1, 1);

    /// <summary>
    /// A batch norm's <c>weight</c>, <c>bias</c>, running statistics [channels] and its batch counter, which inference
    /// does not read.
    /// </summary>
    public void BatchNorm(string name, int channels)
    {
        Parameter(name + ".weight", channels);
        Parameter(name + ".bias", channels);
        Parameter(name + ".running_mean", channels);
        Parameter(name + ".running_var", channels);
        _tensors.Add(name + ".num_batches_tracked", new DeclaredTensor([], IsParameter: false));
    }

    /// <summary>Tensors under this prefix may be in the checkpoint but are not read: the head of a network used as a backbone.</summary>
    public void Ignore(string prefix) => _ignoredPrefixes.Add(prefix);

    /// <summary>
    /// Of several dicts of tensors that fit, the one under this top-level key goes before all others, also before averages of the
    /// weights: the trainer of the network's family saves under it what the published accuracies belong to (<c>net</c> of EMOv2).
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public void Prefer(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        PreferredKey = key;
    }

    private void Parameter(string name, params ReadOnlySpan<long> shape) =>
        _tensors.Add(name, new DeclaredTensor([.. shape], IsParameter: true));
}

/// <summary>An expected tensor. One that is no parameter may be missing and may have any type.</summary>
internal readonly record struct DeclaredTensor(ImmutableArray<long> Shape, bool IsParameter);

using System.Reflection;
using Emo.Samples;
using Emo.Tool.Specs;

namespace Emo.Tool.Models;

/// <summary>The compiled class of a spec, which loads weights.</summary>
/// <param name="spec">The spec.</param>
/// <param name="type">The class.</param>
internal sealed class CompiledNetwork(ToolSpec spec, Type type)
{
    /// <summary>Loads a checkpoint, or a file of packed weights, which leaves nothing to choose.</summary>
    /// <exception cref="CheckpointException">The file is none of these, or does not fit.</exception>
    public LoadedNetwork Load(string path, CheckpointOptions options)
    {
        if (options.StateDict is null && options.Prefix is null && options.Ignore.Count == 0)
            return Load(path);
        using var checkpoint = Checkpoint.Open(path, options);
        return Load(checkpoint);
    }

    /// <inheritdoc cref="Load(string, CheckpointOptions)"/>
    public LoadedNetwork Load(string path) => Load(typeof(string), path);

    /// <summary>The network with weights of noise, the same every time.</summary>
    public LoadedNetwork LoadRandom()
    {
        using var checkpoint = RandomWeights.For(declaration => Declarations.Declare(spec.Graph, declaration));
        return Load(checkpoint);
    }

    /// <summary>Loads an open checkpoint.</summary>
    /// <exception cref="CheckpointException">It does not fit.</exception>
    public LoadedNetwork Load(Checkpoint checkpoint) => Load(typeof(Checkpoint), checkpoint);

    private LoadedNetwork Load(Type parameter, object argument)
    {
        var load = type.GetMethod("Load", [parameter])!;
        return new LoadedNetwork((IEmoModel)load.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [argument], null)!);
    }
}

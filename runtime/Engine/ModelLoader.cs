using System.ComponentModel;
using System.Reflection;
using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>
/// Turns a checkpoint into a model instance (match the state dict, then fold and pack) or reads weights that are packed
/// already. Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelLoader
{
    /// <summary>Loads a checkpoint file, a folder with one, or a file of packed weights.</summary>
    /// <exception cref="CheckpointException">The file is not a valid checkpoint, or does not fit the model.</exception>
    public static ModelInstance Load(ModelDefinition definition, string path)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileOnDisk(CheckpointSupport.IsSupported ? CheckpointFolder.FindFile(path) : path);
        return Load(definition, file);
    }

    /// <summary>Loads a checkpoint file or a file of packed weights that is in memory.</summary>
    /// <exception cref="CheckpointException">The file is not a valid checkpoint, or does not fit the model.</exception>
    public static ModelInstance Load(ModelDefinition definition, ReadOnlyMemory<byte> file)
    {
        ArgumentNullException.ThrowIfNull(definition);
        using var inMemory = new FileInMemory(file, $"weights of {definition.Info.Name} in memory");
        return Load(definition, inMemory);
    }

    /// <summary>Loads a checkpoint file or a file of packed weights from a stream.</summary>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    /// <exception cref="CheckpointException">The stream is not a valid checkpoint, or does not fit the model.</exception>
    public static ModelInstance Load(ModelDefinition definition, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(stream);
        return Load(definition, stream, NameOf(definition));
    }

    /// <summary>The same for a stream that may only be read asynchronously.</summary>
    /// <exception cref="CheckpointException">The stream is not a valid checkpoint, or does not fit the model.</exception>
    public static async Task<ModelInstance> LoadAsync(ModelDefinition definition, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(stream);
        VectorSupport.Check(definition.Info.Name, definition.VectorWidths);
        using var file = await StreamFile.OpenAsync(stream, NameOf(definition), cancellationToken).ConfigureAwait(false);
        return Load(definition, file);
    }

    /// <summary>Loads a checkpoint file or a file of packed weights that is embedded in an assembly.</summary>
    /// <exception cref="FileNotFoundException">There is no such resource.</exception>
    /// <exception cref="CheckpointException">The resource is not a valid checkpoint, or does not fit the model.</exception>
    public static ModelInstance Load(ModelDefinition definition, Assembly assembly, string resource)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrEmpty(resource);
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException(
            $"{assembly.GetName().Name} has no embedded resource '{resource}'; it has " +
            $"{string.Join(", ", assembly.GetManifestResourceNames().DefaultIfEmpty("none"))}. " +
            "Add an EmbeddedResource item with this LogicalName to its project.");
        return Load(definition, stream, $"embedded resource {resource} of {assembly.GetName().Name}");
    }

    private static string NameOf(ModelDefinition definition) => $"stream with the weights of {definition.Info.Name}";

    private static ModelInstance Load(ModelDefinition definition, Stream stream, string name)
    {
        using var file = StreamFile.Open(stream, name);
        return Load(definition, file);
    }

    private static ModelInstance Load(ModelDefinition definition, CheckpointFile file)
    {
        VectorSupport.Check(definition.Info.Name, definition.VectorWidths);
        if (PackedWeightsReader.Recognises(file))
            return Own(definition, PackedWeightsReader.Read(file, definition));
        if (!CheckpointSupport.IsSupported)
        {
            throw file.Error(
                "it does not hold packed weights, the only ones that this program reads (EmoCheckpoints is false in its project); " +
                "load the checkpoint in another program and save its weights with SaveWeights");
        }

        using var checkpoint = Checkpoint.Open(file, options: null);
        return Load(definition, checkpoint);
    }

    /// <summary>Loads an open checkpoint.</summary>
    /// <exception cref="CheckpointException">The checkpoint does not fit the model.</exception>
    public static unsafe ModelInstance Load(ModelDefinition definition, Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(checkpoint);
        VectorSupport.Check(definition.Info.Name, definition.VectorWidths);

        var model = definition.Info;
        var expected = new StateDictDeclaration();
        definition.Declare(expected);
        var tensors = StateDictMatcher.Match(model.Name, expected, checkpoint);

        EmbeddingNorm? embeddingNorm;
        var weights = new NativeBuffer(model.WeightBytes);
        try
        {
            var packer = new WeightPacker(tensors, weights.Pointer, model.WeightBytes / sizeof(float));
            definition.Pack(packer);
            packer.Complete();
            embeddingNorm = packer.EmbeddingNorm;
        }
        catch
        {
            weights.RemoveOwner();
            throw;
        }

        return Own(definition, new PackedModel(weights, embeddingNorm, checkpoint.Labels));
    }

    /// <summary>An instance that is the first owner of the weights.</summary>
    private static ModelInstance Own(ModelDefinition definition, PackedModel packed)
    {
        try
        {
            return new ModelInstance(definition, definition.InfoWith(packed.Labels), packed.Weights, packed.EmbeddingNorm);
        }
        catch
        {
            packed.Weights.RemoveOwner();
            throw;
        }
    }
}

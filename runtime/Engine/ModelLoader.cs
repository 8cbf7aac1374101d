using System.ComponentModel;
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
    public static ModelInstance Load(
        ModelInfo model, string checkpointPath, Action<StateDictDeclaration> declare, Action<WeightPacker> pack)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(checkpointPath);
        using var file = new FileOnDisk(CheckpointSupport.IsSupported ? CheckpointFolder.FindFile(checkpointPath) : checkpointPath);
        if (PackedWeightsReader.Recognises(file))
            return Own(model, PackedWeightsReader.Read(file, model));
        if (!CheckpointSupport.IsSupported)
        {
            throw file.Error(
                "it does not hold packed weights, the only ones that this program reads (EmoCheckpoints is false in its project); " +
                "load the checkpoint in another program and save its weights with SaveWeights");
        }

        using var checkpoint = Checkpoint.Open(file, options: null);
        return Load(model, checkpoint, declare, pack);
    }

    /// <summary>Loads an open checkpoint.</summary>
    /// <exception cref="CheckpointException">The checkpoint does not fit the model.</exception>
    public static unsafe ModelInstance Load(
        ModelInfo model, Checkpoint checkpoint, Action<StateDictDeclaration> declare, Action<WeightPacker> pack)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(declare);
        ArgumentNullException.ThrowIfNull(pack);

        var expected = new StateDictDeclaration();
        declare(expected);
        var tensors = StateDictMatcher.Match(model.Name, expected, checkpoint);

        var weights = new NativeBuffer(model.WeightBytes);
        try
        {
            var packer = new WeightPacker(tensors, weights.Pointer, model.WeightBytes / sizeof(float));
            pack(packer);
            packer.Complete();
        }
        catch
        {
            weights.RemoveOwner();
            throw;
        }

        return Own(model, weights);
    }

    /// <summary>An instance that is the first owner of the weights.</summary>
    private static ModelInstance Own(ModelInfo model, NativeBuffer weights)
    {
        try
        {
            return new ModelInstance(model.Name, weights, model.ArenaBytes, model.ScratchBytes);
        }
        catch
        {
            weights.RemoveOwner();
            throw;
        }
    }
}

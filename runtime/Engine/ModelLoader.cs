using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>Turns a checkpoint into a model instance: match the state dict, then fold and pack. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelLoader
{
    /// <summary>Loads a checkpoint file.</summary>
    /// <exception cref="CheckpointException">The file is not a valid checkpoint, or does not fit the model.</exception>
    public static ModelInstance Load(
        ModelInfo model, string checkpointPath, Action<StateDictDeclaration> declare, Action<WeightPacker> pack)
    {
        using var checkpoint = Checkpoint.Open(checkpointPath);
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
            pack(new WeightPacker(tensors, weights.Pointer, model.WeightBytes / sizeof(float)));
            tensors.ThrowIfNotFinite();
            return new ModelInstance(model.Name, weights, model.ArenaBytes, model.ScratchBytes);
        }
        catch
        {
            weights.RemoveOwner();
            throw;
        }
    }
}

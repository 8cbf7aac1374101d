namespace Emo.Testing;

/// <summary>Tensors of a checkpoint as arrays, read by the runtime.</summary>
internal static class CheckpointTensors
{
    public static float[] Floats(this Checkpoint checkpoint, string name)
    {
        var tensor = checkpoint.Tensors[name];
        float[] values = new float[tensor.Length];
        tensor.CopyTo(values);
        return values;
    }
}

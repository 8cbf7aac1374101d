namespace Emo.Tests.Checkpoints;

/// <summary>Short ways to open files and read tensors.</summary>
internal static class Tensors
{
    public static Checkpoint Open(byte[] file, CheckpointOptions? options = null) => Checkpoint.Open(file, "test", options);

    public static float[] Read(this Checkpoint checkpoint, string name)
    {
        CheckpointTensor tensor = checkpoint.Tensors[name];
        float[] values = new float[tensor.Length];
        tensor.CopyTo(values);
        return values;
    }

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}

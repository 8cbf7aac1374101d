namespace Emo.Tests.Checkpoints;

/// <summary>Short ways to open files and to make their bytes.</summary>
internal static class Tensors
{
    public static Checkpoint Open(byte[] file, CheckpointOptions? options = null) => Checkpoint.Open(file, "test", options);

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}

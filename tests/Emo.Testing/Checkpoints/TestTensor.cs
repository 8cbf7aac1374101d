using System.Runtime.InteropServices;

namespace Emo.Testing;

/// <summary>A tensor for <see cref="TorchFile"/>. What is not set follows from the data; what is set may be a lie.</summary>
internal sealed record TestTensor(string Name, string StorageClass, int ElementSize, byte[] Storage, long[] Shape)
{
    public long Offset { get; init; }

    public long[]? Strides { get; init; }

    public string Location { get; init; } = "cpu";

    /// <summary>The number of elements that the persistent id claims.</summary>
    public long? ClaimedLength { get; init; }

    /// <summary>The record to take the elements from, when it is another tensor's.</summary>
    public string? StorageKey { get; init; }

    /// <summary>The part of its storage that it is in, offset and length, as old files may say; null for the whole.</summary>
    public (long Offset, long Length)? View { get; init; }

    /// <summary>Wrapped in a torch.nn.Parameter.</summary>
    public bool IsParameter { get; init; }

    /// <summary>The seventh argument of _rebuild_tensor_v2, when there is one: a dict with this key.</summary>
    public string? Metadata { get; init; }

    /// <summary>A number of hooks that claim to hang on the tensor.</summary>
    public int Hooks { get; init; }

    public static TestTensor Float32(string name, long[] shape, params float[] values) => Of(name, "FloatStorage", shape, values);

    public static TestTensor Of<T>(string name, string storageClass, long[] shape, params T[] values)
        where T : unmanaged =>
        new(name, storageClass, Marshal.SizeOf<T>(), MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);

    public long[] RowMajorStrides()
    {
        long[] strides = new long[Shape.Length];
        long stride = 1;
        for (int i = Shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride = unchecked(stride * Math.Max(1, Shape[i]));
        }
        return strides;
    }
}

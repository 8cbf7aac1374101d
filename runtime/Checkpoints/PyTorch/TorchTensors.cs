namespace Emo.Checkpoints;

/// <summary>Rebuilds tensors from their storages, and makes sure that every element lies inside.</summary>
internal static class TorchTensors
{
    /// <summary>The first arguments of all rebuilding functions are storage, offset, shape and strides.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tensor">The tensor's name, for messages.</param>
    /// <param name="arguments">At least these four.</param>
    /// <param name="dtype">The element type where the storage is one of plain bytes; else null.</param>
    public static PickleValue Rebuild(CheckpointFile file, string tensor, PickleValue[] arguments, PickleGlobal? dtype)
    {
        if (arguments is not [PickleStorage storage, PickleInteger { Value: var offset }, PickleTuple size, PickleTuple stride, ..])
            throw file.Error(tensor, "it is not rebuilt from a storage, an offset, a shape and strides");
        if ((dtype is null ? storage.Type.DataType : StorageType.FindDataType(dtype)) is not TensorDataType type)
            return new UnreadableTensor($"its elements are of {Printable.Quote((dtype ?? storage.StorageClass).FullName)}");

        Span<long> numbers = stackalloc long[2 * TensorLayout.MaxRank];
        var shape = Numbers(file, tensor, size, numbers);
        var strides = Numbers(file, tensor, stride, numbers[shape.Length..]);
        long storageLength = storage.Length * storage.Type.Size / type.Size();
        CheckInside(file, tensor, storageLength, offset, type, shape, strides);

        // Readers would allocate what the file's size does not justify.
        if (TensorLayout.LengthOf(shape) is var length && length > storageLength)
        {
            return new UnreadableTensor(
                $"it claims {length} elements of a storage that has {storageLength}; save an expanded tensor after .contiguous()");
        }

        bool contiguous = TensorLayout.IsRowMajor(shape, strides);
        return new PickleTensor(storage, type, offset * type.Size(), [.. shape], contiguous ? default : [.. strides]);
    }

    private static ReadOnlySpan<long> Numbers(CheckpointFile file, string tensor, PickleTuple tuple, Span<long> numbers)
    {
        if (tuple.Items.Length > TensorLayout.MaxRank)
            throw file.Error(tensor, $"it has {tuple.Items.Length} dimensions, at most {TensorLayout.MaxRank} are allowed");
        for (int i = 0; i < tuple.Items.Length; i++)
        {
            numbers[i] = tuple.Items[i] is PickleInteger integer
                ? integer.Value
                : throw file.Error(tensor, $"its shape or strides hold {tuple.Items[i].Kind} where a whole number of 64 bits belongs");
        }

        return numbers[..tuple.Items.Length];
    }

    private static void CheckInside(
        CheckpointFile file, string tensor, long storageLength, long offset, TensorDataType type,
        ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        if (TensorLayout.Fault(shape, type.Size()) is string fault)
            throw file.Error(tensor, fault);
        if (strides.Length != shape.Length)
            throw file.Error(tensor, $"it has {shape.Length} dimensions, but {strides.Length} strides");
        foreach (long stride in strides)
        {
            if (stride < 0)
                throw file.Error(tensor, $"it has the negative stride {stride}");
        }
        if (offset < 0 || offset > storageLength)
            throw file.Error(tensor, $"its offset {offset} lies outside its storage, which has {storageLength} elements");
        if (TensorLayout.LengthOf(shape) == 0)
            return;

        // Sixty-four products of 63-bit numbers do not overflow 128 bits.
        Int128 last = offset;
        for (int i = 0; i < shape.Length; i++)
            last += (Int128)(shape[i] - 1) * strides[i];
        if (last >= storageLength)
            throw file.Error(tensor, $"its last element lies at {last}, outside its storage, which has {storageLength} elements");
    }
}

using System.Collections.Immutable;

namespace Emo.Checkpoints;

/// <summary>Rebuilds tensors from their storages, and makes sure that every element lies inside.</summary>
internal static class TorchTensors
{
    /// <summary><c>_rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks[, metadata])</c>.</summary>
    public static PickleTensor Rebuild(CheckpointFile file, string tensor, PickleValue[] arguments)
    {
        if (arguments is not
            [
                PickleStorage storage, PickleInteger { Value: var offset }, PickleTuple size, PickleTuple stride, _, var hooks,
                .. var metadata,
            ])
        {
            throw file.Error(tensor, "it is not rebuilt from a storage, an offset, a shape and strides");
        }

        if (!IsEmpty(hooks) || metadata.Length > 1 || !metadata.All(IsEmpty))
            throw file.Error(tensor, "it has hooks or is a conjugated or negated view; save it after .detach().clone()");

        var shape = Numbers(file, tensor, size);
        var strides = Numbers(file, tensor, stride);
        CheckInside(file, tensor, storage, offset, shape.AsSpan(), strides.AsSpan());

        bool contiguous = TensorLayout.IsRowMajor(shape.AsSpan(), strides.AsSpan());
        TensorLayout layout = new(storage.Offset + (offset * storage.DataType.Size()), contiguous ? default : strides);
        return new PickleTensor(storage.DataType, shape, layout);
    }

    /// <summary><c>_rebuild_parameter(tensor, requires_grad, backward_hooks)</c>: the tensor.</summary>
    public static PickleTensor Unwrap(CheckpointFile file, string tensor, PickleValue[] arguments)
    {
        if (arguments is not [PickleTensor parameter, _, var hooks] || !IsEmpty(hooks))
            throw file.Error(tensor, "it is not a parameter around a tensor without hooks");
        return parameter;
    }

    private static bool IsEmpty(PickleValue value) => value == PickleOpaque.None || value is PickleDictionary { Entries.Count: 0 };

    private static ImmutableArray<long> Numbers(CheckpointFile file, string tensor, PickleTuple tuple)
    {
        if (tuple.Items.Length > TensorLayout.MaxRank)
            throw file.Error(tensor, $"it has {tuple.Items.Length} dimensions, at most {TensorLayout.MaxRank} are allowed");
        var numbers = ImmutableArray.CreateBuilder<long>(tuple.Items.Length);
        foreach (var item in tuple.Items)
        {
            numbers.Add(item is PickleInteger integer
                ? integer.Value
                : throw file.Error(tensor, $"its shape or strides hold {item.Kind} where a whole number of 64 bits belongs"));
        }

        return numbers.MoveToImmutable();
    }

    private static void CheckInside(
        CheckpointFile file, string tensor, PickleStorage storage, long offset, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        if (TensorLayout.Fault(shape, storage.DataType.Size()) is string fault)
            throw file.Error(tensor, fault);
        if (strides.Length != shape.Length)
            throw file.Error(tensor, $"it has {shape.Length} dimensions, but {strides.Length} strides");
        foreach (long stride in strides)
        {
            if (stride < 0)
                throw file.Error(tensor, $"it has the negative stride {stride}");
        }
        if (offset < 0 || offset > storage.Length)
            throw file.Error(tensor, $"its offset {offset} lies outside its storage, which has {storage.Length} elements");

        long length = TensorLayout.LengthOf(shape);
        if (length == 0)
            return;

        // Sixty-four products of 63-bit numbers do not overflow 128 bits.
        Int128 last = offset;
        for (int i = 0; i < shape.Length; i++)
            last += (Int128)(shape[i] - 1) * strides[i];
        if (last >= storage.Length)
            throw file.Error(tensor, $"its last element lies at {last}, outside its storage, which has {storage.Length} elements");

        // An expanded tensor (stride 0) may claim any length: readers would allocate what the file's size does not justify.
        if (length > storage.Length)
        {
            throw file.Error(
                tensor, $"it claims {length} elements of a storage that has {storage.Length}; save an expanded tensor after .contiguous()");
        }
    }
}

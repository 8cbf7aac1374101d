using System.Collections.Immutable;

namespace Emo;

/// <summary>A PyTorch zip file: the pickle describes the tensors, whose storages are entries of their own.</summary>
internal sealed class TorchReader
{
    private const int MaxPickle = 1 << 26;
    private const string PickleName = "/data.pkl";

    private readonly ICheckpointBytes _bytes;
    private readonly Dictionary<string, ZipEntry> _entries;
    private readonly string _root;

    private TorchReader(ICheckpointBytes bytes)
    {
        _bytes = bytes;
        _entries = ZipDirectory.Read(bytes);
        string[] pickles = [.. _entries.Keys.Where(name => name.EndsWith(PickleName, StringComparison.Ordinal) && name.IndexOf('/') == name.Length - PickleName.Length)];
        if (pickles.Length != 1)
            throw Invalid(pickles.Length == 0 ? "the zip archive has no data.pkl, so torch.save did not write it" : "it has more than one data.pkl");
        _root = pickles[0][..^PickleName.Length];
    }

    public static CheckpointContents Read(ICheckpointBytes bytes, CheckpointOptions options) => new TorchReader(bytes).Read(options);

    private CheckpointContents Read(CheckpointOptions options)
    {
        CheckByteOrder();
        object? root = PickleReader.Read(_bytes.Name, ReadEntry(_entries[_root + PickleName], MaxPickle));
        var (name, stateDict) = StateDictChoice.Choose(_bytes.Name, root, options.StateDict);
        var tensors = new OrderedDictionary<string, CheckpointTensor>(StringComparer.Ordinal);
        foreach (var (key, value) in stateDict.Items)
        {
            if (value is TorchTensor tensor)
                tensors.Add(key, Stored(key, tensor));
        }

        return new CheckpointContents(tensors, name, ImmutableDictionary<string, string>.Empty);
    }

    private void CheckByteOrder()
    {
        if (!_entries.TryGetValue(_root + "/byteorder", out var entry))
            return;
        byte[] order = ReadEntry(entry, 64);
        if (!order.AsSpan().SequenceEqual("little"u8))
            throw Invalid("it was written on a big-endian machine; re-save it on a little-endian one");
    }

    private byte[] ReadEntry(ZipEntry entry, int maxLength)
    {
        if (entry.Length > maxLength)
            throw Invalid($"entry '{entry.Name}' has {entry.Length} bytes, more than the {maxLength} that are allowed");
        byte[] data = new byte[entry.Length];
        _bytes.Read(entry.Offset, data);
        return data;
    }

    /// <summary>Nothing of a tensor may lie outside its storage, and a storage is exactly its entry.</summary>
    private StoredTensor Stored(string name, TorchTensor tensor)
    {
        var storage = tensor.Storage;
        if (!_entries.TryGetValue($"{_root}/data/{storage.Key}", out var entry))
            throw Invalid($"tensor '{name}': the archive has no storage '{storage.Key}'");
        int size = storage.DataType.Size();
        if (entry.Length % size != 0 || entry.Length / size != storage.Length)
            throw Invalid($"tensor '{name}': its storage has {entry.Length} bytes, but should have {storage.Length} values of {size}");
        long count = TensorDataTypes.ElementCount(tensor.Shape.AsSpan());
        if (count < 0 || tensor.Offset < 0 || tensor.Shape.Any(dimension => dimension < 0) || tensor.Strides.Any(stride => stride < 0))
            throw Invalid($"tensor '{name}': shape [{string.Join(", ", tensor.Shape)}], strides [{string.Join(", ", tensor.Strides)}] and offset {tensor.Offset} are not possible");
        if (count > storage.Length || (count > 0 && LastElement(tensor) is var last && (last < 0 || last >= storage.Length)))
            throw Invalid($"tensor '{name}': shape [{string.Join(", ", tensor.Shape)}] with strides [{string.Join(", ", tensor.Strides)}] at {tensor.Offset} leaves its storage of {storage.Length} values");
        return new StoredTensor(
            _bytes, name, storage.DataType, tensor.Shape, entry.Offset + (tensor.Offset * size), IsContiguous(tensor) ? [] : tensor.Strides);
    }

    /// <summary>The index of the last element in the storage, or -1 if it is beyond <see cref="long"/>.</summary>
    private static long LastElement(TorchTensor tensor)
    {
        Int128 last = tensor.Offset;
        for (int d = 0; d < tensor.Shape.Length; d++)
            last += (Int128)(tensor.Shape[d] - 1) * tensor.Strides[d];
        return last > long.MaxValue ? -1 : (long)last;
    }

    private static bool IsContiguous(TorchTensor tensor)
    {
        long expected = 1;
        for (int d = tensor.Shape.Length - 1; d >= 0; d--)
        {
            if (tensor.Shape[d] != 1 && tensor.Strides[d] != expected)
                return false;
            expected *= tensor.Shape[d];
        }

        return true;
    }

    private CheckpointException Invalid(string reason) => new($"'{_bytes.Name}' is not a valid checkpoint: {reason}.");
}

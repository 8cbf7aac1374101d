using System.Buffers.Binary;

namespace Emo.Checkpoints;

/// <summary>
/// The storages of a file before PyTorch 1.6: they lie behind the pickle, in an order that a list of keys gives, each with its number
/// of elements before it. Where they lie is known when the pickle has been read.
/// </summary>
internal sealed class LegacyStorages(CheckpointFile file) : IStorageSource
{
    private readonly Dictionary<string, PickleStorage> _storages = [];
    private readonly Dictionary<string, (PickleStorage View, PickleStorage Root, long Offset)> _views = [];

    public PickleStorage Find(string key, PickleStorage claimed, PickleValue? view, string tensor)
    {
        // No number of elements needs more bytes than the file has.
        if (claimed.Length < 0 || claimed.Length > file.Length / claimed.Type.Size)
        {
            throw file.Error(
                tensor,
                $"its storage {Printable.Quote(key)} claims {StorageClaims.Text(claimed)}, but the file has {file.Length} bytes");
        }

        if (_storages.TryGetValue(key, out var known))
            StorageClaims.CheckSame(file, tensor, key, claimed, known);
        else
            _storages.Add(key, known = claimed);
        return view is null || view == PickleOpaque.None ? known : FindView(known, (view as PickleTuple)?.Items, tensor);
    }

    /// <summary>Finds the storages behind the pickle.</summary>
    /// <param name="keys">Their keys in the file's order.</param>
    /// <param name="position">Where the first one begins.</param>
    public void Locate(IReadOnlyList<PickleValue> keys, long position)
    {
        if (keys.Count != _storages.Count)
            throw file.Error($"it has {keys.Count} storages, but its tensors use {_storages.Count}");
        HashSet<string> seen = [];
        foreach (var value in keys)
        {
            if (value is not PickleText { Value: var key } || !_storages.TryGetValue(key, out var storage) || !seen.Add(key))
                throw file.Error("its list of storages is not that of its tensors");
            position = Locate(key, storage, position);
        }

        if (position != file.Length)
            throw file.Error($"{file.Length - position} bytes follow the last storage");
        foreach (var (key, (view, root, offset)) in _views)
        {
            if (_storages.ContainsKey(key))
                throw file.Error($"its storage {Printable.Quote(key)} is a part of another one and one of its own");
            view.Offset = root.Offset + (offset * root.Type.Size);
        }
    }

    private long Locate(string key, PickleStorage storage, long position)
    {
        if (position > file.Length - sizeof(long))
            throw file.Error($"it ends before its storage {Printable.Quote(key)} (is the file truncated?)");
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        file.Read(position, bytes);
        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (length != storage.Length)
        {
            throw file.Error(
                $"its storage {Printable.Quote(key)} has {length} elements, but its tensors claim {StorageClaims.Text(storage)}");
        }

        storage.Offset = position + sizeof(long);
        long end = storage.Offset + (length * storage.Type.Size);
        return end <= file.Length ? end : throw file.Error($"it ends in its storage {Printable.Quote(key)} (is the file truncated?)");
    }

    // (key of the view, first element, elements), as PyTorch 0.2 and earlier wrote for a part of a storage.
    private PickleStorage FindView(PickleStorage root, PickleValue[]? items, string tensor)
    {
        if (items is not [PickleText { Value: var key }, PickleInteger { Value: var offset }, PickleInteger { Value: var length }])
            throw file.Error(tensor, "its storage is a part of another one that is not given as a key, an offset and a length");
        if (offset < 0 || length < 0 || offset > root.Length - length)
        {
            throw file.Error(
                tensor, $"its storage has the elements {offset} to {offset + (Int128)length} of another one, which has {root.Length}");
        }

        if (!_views.TryGetValue(key, out var known))
            _views.Add(key, known = (new PickleStorage(root.StorageClass, root.Type, length), root, offset));
        return known.Root == root && known.Offset == offset && known.View.Length == length
            ? known.View
            : throw file.Error(tensor, $"its storage {Printable.Quote(key)} is another part of another one elsewhere");
    }
}

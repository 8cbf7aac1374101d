namespace Emo.Checkpoints;

/// <summary>The storages of a zip archive: each is a record whose length must be the one that the pickle claims.</summary>
internal sealed class ArchiveStorages(CheckpointFile file, TorchArchive archive) : IStorageSource
{
    private readonly Dictionary<string, PickleStorage> _storages = [];

    public PickleStorage Find(string key, PickleStorage claimed, PickleValue? view, string tensor)
    {
        if (view is not null)
            throw file.Error(tensor, $"its storage {Printable.Quote(key)} is named as in files before PyTorch 1.6");
        if (_storages.TryGetValue(key, out var known))
        {
            StorageClaims.CheckSame(file, tensor, key, claimed, known);
            return known;
        }

        if (archive.FindStorage(key) is not ZipRecord record)
            throw file.Error(tensor, $"its storage {Printable.Quote(key)} is not in the file");
        int size = claimed.Type.Size;
        if (claimed.Length < 0 || record.Length / size != claimed.Length || record.Length % size != 0)
        {
            throw file.Error(
                tensor,
                $"its storage {Printable.Quote(key)} claims {StorageClaims.Text(claimed)}, but its record has {record.Length} bytes");
        }

        claimed.Offset = record.Offset;
        _storages.Add(key, claimed);
        return claimed;
    }
}

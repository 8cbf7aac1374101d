namespace Emo.Checkpoints;

/// <summary>
/// The records of a PyTorch file: a pickle of the object structure, a record for each storage, all in one folder of
/// a zip archive.
/// </summary>
internal sealed class TorchArchive
{
    /// <summary>The record that holds the pickle.</summary>
    public const string PickleName = "data.pkl";

    private readonly CheckpointFile _file;
    private readonly Dictionary<string, ZipRecord> _records;
    private readonly string _root;

    private TorchArchive(CheckpointFile file, Dictionary<string, ZipRecord> records, string root)
    {
        _file = file;
        _records = records;
        _root = root;
    }

    /// <summary>Reads the directory and checks that it is a file of torch.save.</summary>
    public static TorchArchive Open(CheckpointFile file)
    {
        var records = ZipDirectory.Read(file);
        string[] roots = [.. records.Keys.Where(IsPickle).Select(name => name[..^PickleName.Length])];
        if (roots.Length != 1)
        {
            throw file.Error(roots.Length == 0
                ? "its zip archive has no data.pkl, so it is not a file of torch.save"
                : "its zip archive has more than one data.pkl");
        }

        TorchArchive archive = new(file, records, roots[0]);
        archive.CheckByteOrder();
        if (records.ContainsKey(roots[0] + "constants.pkl"))
        {
            throw file.Error(
                "it is a TorchScript archive, which holds code; save its weights: " +
                "torch.save(torch.jit.load(\"old.pt\").state_dict(), \"new.pth\")");
        }

        return archive;
    }

    /// <summary>Where the pickle lies.</summary>
    public ZipRecord Pickle
    {
        get
        {
            var record = _records[_root + PickleName];
            return record.Length <= PickleBytes.MaxLength
                ? record
                : throw _file.Error($"its {PickleName} has {record.Length} bytes, at most {PickleBytes.MaxLength} are allowed");
        }
    }

    /// <summary>The record of a storage, or null.</summary>
    public ZipRecord? FindStorage(string key) => _records.TryGetValue($"{_root}data/{key}", out var record) ? record : null;

    // The folder is named after the saved file; data.pkl lies directly in it.
    private static bool IsPickle(string name) =>
        name.EndsWith("/" + PickleName, StringComparison.Ordinal) && name.Count(c => c == '/') == 1;

    // PyTorch writes the record since 2.1; before that everybody was little-endian.
    private void CheckByteOrder()
    {
        if (!_records.TryGetValue(_root + "byteorder", out var record))
            return;
        if (record.Length != "little".Length || !_file.Read(record.Offset, record.Length).AsSpan().SequenceEqual("little"u8))
            throw _file.Error("its byte order is not little; save it again on a little-endian machine (x86, ARM)");
    }
}

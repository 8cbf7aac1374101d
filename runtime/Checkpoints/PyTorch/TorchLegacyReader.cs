namespace Emo.Checkpoints;

/// <summary>
/// Reads the files of torch.save before 1.6, which some tools write to this day: five pickles (a magic number, the protocol, the
/// machine's sizes, the object, the keys of its storages), then the storages.
/// </summary>
internal sealed class TorchLegacyReader(CheckpointFile file)
{
    private const int ProtocolVersion = 1001;

    private readonly PickleBudget _budget = new(file, Math.Min(file.Length, PickleBytes.MaxLength));
    private long _position;

    public static CheckpointContents Read(CheckpointFile file) => new TorchLegacyReader(file).Read();

    private CheckpointContents Read()
    {
        LegacyStorages storages = new(file);
        if (ReadPickle("magic number", storages).Value != PickleOpaque.LegacyMagic)
            throw file.Error("it does not begin with the magic number of torch.save");
        if (ReadPickle("protocol", storages).Value is not PickleInteger { Value: ProtocolVersion })
            throw file.Error($"it is not in version {ProtocolVersion} of the format before PyTorch 1.6, the only one there is");
        if (ReadPickle("system", storages).Value is not PickleDictionary system || system.Find("little_endian") != PickleOpaque.True)
            throw file.Error("its byte order is not little; save it again on a little-endian machine (x86, ARM)");
        var (root, objects) = ReadPickle("object", storages);
        if (ReadPickle("list of storages", storages).Value is not PickleList { Items: var keys })
            throw file.Error("no list of storages follows its object");
        storages.Locate(keys, _position);
        return TorchReader.Contents(file, root, objects, _budget);
    }

    private (PickleValue Value, TorchObjects Objects) ReadPickle(string name, LegacyStorages storages)
    {
        PickleBytes pickle = new(file, $"pickle of the {name}", _position, Math.Min(file.Length, _position + PickleBytes.MaxLength));
        TorchObjects objects = new(file, pickle, _budget, storages);
        var value = new Unpickler(pickle, _budget, objects).Load();
        _position = pickle.Position;
        return (value, objects);
    }
}

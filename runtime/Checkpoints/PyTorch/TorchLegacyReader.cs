namespace Emo.Checkpoints;

/// <summary>
/// Reads the files of torch.save before 1.6, which some tools write to this day: five pickles (a magic number, the protocol, the
/// machine's sizes, the object, the keys of its storages), then the storages.
/// </summary>
internal sealed class TorchLegacyReader(CheckpointFile file)
{
    private const int ProtocolVersion = 1001;

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
        var (root, objects, budget) = ReadPickle("object", storages);
        if (ReadPickle("list of storages", storages).Value is not PickleList { Items: var keys })
            throw file.Error("no list of storages follows its object");
        storages.Locate(keys, _position);
        return TorchReader.Contents(file, root, objects, budget);
    }

    private (PickleValue Value, TorchObjects Objects, PickleBudget Budget) ReadPickle(string name, LegacyStorages storages)
    {
        PickleBytes pickle = new(file, $"pickle of the {name}", _position, Math.Min(file.Length, _position + PickleBytes.MaxLength));
        PickleBudget budget = new(pickle);
        TorchObjects objects = new(file, pickle, budget, storages);
        var value = new Unpickler(pickle, budget, objects).Load();
        _position = pickle.Position;
        return (value, objects, budget);
    }
}

namespace Emo.Checkpoints;

/// <summary>Reads PyTorch's zip files (torch.save since 1.6).</summary>
internal static class TorchReader
{
    public static CheckpointContents Read(CheckpointFile file, CheckpointOptions options)
    {
        var archive = TorchArchive.Open(file);
        PickleBytes pickle = new(file, archive.ReadPickle());
        var root = new Unpickler(pickle, new TorchObjects(file, archive, pickle)).Load();
        var stateDict = StateDict.Select(file, root, options);
        StateDictCandidate only = new(stateDict.Key, StateDictRank.Weights, Tensors(file, stateDict.Dictionary), []);
        return new CheckpointContents([only], [], [], []);
    }

    private static OrderedDictionary<string, CheckpointTensor> Tensors(CheckpointFile file, PickleDictionary stateDict)
    {
        OrderedDictionary<string, CheckpointTensor> tensors = [];
        foreach (var (key, value) in stateDict.Entries)
        {
            if (value is not PickleTensor tensor)
                continue;
            if (key is not PickleText { Value: var name })
                throw file.Error($"its state dict has a tensor whose key is {key.Kind}, not a text");
            if (Printable.HasControlCharacters(name))
                throw file.Error(name, "its name holds control characters");
            if (!tensors.TryAdd(name, new CheckpointTensor(file, name, tensor.DataType, tensor.Shape, tensor.Layout)))
                throw file.Error(name, "its name occurs twice in the state dict");
        }
        return tensors;
    }
}

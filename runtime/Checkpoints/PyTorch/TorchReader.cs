namespace Emo.Checkpoints;

/// <summary>Reads PyTorch's zip files (torch.save since 1.6).</summary>
internal static class TorchReader
{
    public static CheckpointContents Read(CheckpointFile file)
    {
        var archive = TorchArchive.Open(file);
        var record = archive.Pickle;
        PickleBytes pickle = new(file, TorchArchive.PickleName, record.Offset, record.Offset + record.Length);
        PickleBudget budget = new(file, record.Length);
        TorchObjects objects = new(file, pickle, budget, new ArchiveStorages(file, archive));
        var root = new Unpickler(pickle, budget, objects).Load();
        if (!pickle.AtEnd)
            throw pickle.Error("something follows the end of the pickle");
        return Contents(file, root, objects, budget);
    }

    /// <summary>What a pickle that has been read gives.</summary>
    public static CheckpointContents Contents(CheckpointFile file, PickleValue root, TorchObjects objects, PickleBudget budget)
    {
        var stateDicts = new StateDictFinder(new StateDictSearch(file, new HandedOver(objects, budget), budget)).Find(root);
        string[] named = [.. objects.Globals.Where(IsOfInterest).Select(global => global.FullName).Order(StringComparer.Ordinal)];
        return new CheckpointContents(stateDicts, Metadata: [], named, Shards: []) { Labels = TorchLabels.Find(root) };
    }

    // Tensors, dicts and storages are in every file.
    private static bool IsOfInterest(PickleGlobal global) =>
        global.Meaning is TorchGlobal.Unknown or TorchGlobal.GetAttribute or TorchGlobal.Partial && StorageType.Find(global) is null;
}

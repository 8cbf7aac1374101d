namespace Emo.Checkpoints;

/// <summary>What persistent ids say about storages.</summary>
internal static class StorageClaims
{
    /// <summary>Two ids of one storage must say the same.</summary>
    public static void CheckSame(CheckpointFile file, string tensor, string key, PickleStorage claimed, PickleStorage known)
    {
        if (claimed.Type != known.Type || claimed.Length != known.Length)
            throw file.Error(tensor, $"its storage {Printable.Quote(key)} is {Text(claimed)} here and {Text(known)} elsewhere");
    }

    /// <summary>Length and type for a message.</summary>
    public static string Text(PickleStorage storage) =>
        $"{storage.Length} x {storage.Type.DataType?.ToString() ?? Printable.Quote(storage.StorageClass.FullName)}";
}

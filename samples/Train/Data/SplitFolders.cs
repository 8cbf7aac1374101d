using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>The splits' folders of a data set: <c>train</c> and <c>val</c>, <c>valid</c> or <c>test</c>, or those that are named.</summary>
internal static class SplitFolders
{
    private static readonly string[] s_heldOut = ["val", "valid", "test"];

    /// <summary>The two folders; the data set's own and null where it has no splits.</summary>
    /// <exception cref="DataSetException">There is no such folder.</exception>
    public static (string Training, string? HeldOut) Find(string path, DataOptions options)
    {
        if (!Directory.Exists(path))
            throw new DataSetException($"There is no folder '{Plain.Path(path)}'.");
        string? training = options.TrainingSplit is { } first ? Named(path, first) : Existing(path, "train");
        if (training is null)
        {
            if (options.HeldOutSplit is not null)
                throw new DataSetException($"{Plain.Path(path)}: --held-out-split needs --train-split, or a folder 'train'.");
            return (path, null);
        }

        string? heldOut = options.HeldOutSplit is { } second
            ? Named(path, second)
            : s_heldOut.Select(name => Existing(path, name)).FirstOrDefault(folder => folder is not null);
        return (training, heldOut);
    }

    private static string? Existing(string path, string name) =>
        Directory.Exists(Path.Combine(path, name)) ? Path.Combine(path, name) : null;

    private static string Named(string path, string name)
    {
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || name is "." or "..")
            throw new DataSetException($"'{Plain.Name(name)}' is a path: a split is the name of a folder in '{Plain.Path(path)}'.");
        return Existing(path, name)
            ?? throw new DataSetException($"{Plain.Path(path)}: there is no folder '{Plain.Name(name)}' of that split.");
    }
}

namespace Emo.Checkpoints;

/// <summary>The file to open where a path is that of a folder.</summary>
internal static class CheckpointFolder
{
    /// <summary>Names of which the first that is there is meant, whatever lies beside it: the order of transformers.</summary>
    private static readonly string[] s_names =
        ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"];

    private static readonly string[] s_extensions = [".safetensors", ".pth", ".pt", ".ckpt", ".bin", ".pth.tar", ".pt.tar"];

    /// <summary>The path itself, or that of the file to open in the folder that it names.</summary>
    /// <exception cref="CheckpointException">It is a folder with no checkpoint, or with several.</exception>
    public static string FindFile(string path)
    {
        if (!Directory.Exists(path))
            return path;

        string[] names =
        [
            .. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
        ];
        if (s_names.FirstOrDefault(names.Contains) is string wellKnown)
            return Path.Combine(path, wellKnown);

        string[] indexes = [.. names.Where(name => name.EndsWith(".index.json", StringComparison.Ordinal))];
        string[] candidates = indexes.Length > 0 ? indexes : [.. names.Where(IsCheckpoint)];
        return candidates.Length == 1 ? Path.Combine(path, candidates[0]) : throw Error(path, names, candidates);
    }

    /// <summary>Whether a file's name ends as checkpoints' names do.</summary>
    public static bool IsCheckpoint(string name) =>
        s_extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static CheckpointException Error(string path, string[] names, string[] candidates)
    {
        string reason = candidates.Length > 0 ? $"with several checkpoints: {Printable.List(candidates)}; open one of them"
            : names.Any(name => name.EndsWith(".distcp", StringComparison.Ordinal))
                ? "of torch.distributed.checkpoint; make one file of it: " +
                    "python -m torch.distributed.checkpoint.format_utils dcp_to_torch FOLDER new.pth"
            : names.Contains("data.pkl") ? "into which a PyTorch file was unpacked; open the file as it was before"
            : names.Length > 0 ? $"without a checkpoint; the files in it are {Printable.List(names)}"
            : "without any file";
        return new CheckpointException($"{path}: it is a folder {reason}.");
    }
}

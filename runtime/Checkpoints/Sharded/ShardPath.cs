namespace Emo.Checkpoints;

/// <summary>Where the file lies that an index names: beside the index, itself and not by a link to another folder.</summary>
internal static class ShardPath
{
    public static string Of(CheckpointFile index, string name)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(index.Name))!;
        string path = Path.Combine(folder, name);
        FileInfo file = new(path);
        if (!file.Exists)
            throw index.Error($"it names {Printable.Quote(name)}, which is no file beside it; all files that it names are needed");
        if (file.LinkTarget is null)
            return path;

        string? target = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        if (target is null || Path.GetDirectoryName(target) != folder)
        {
            throw index.Error(
                $"it names {Printable.Quote(name)}, which is a link out of the folder; put the files themselves there: cp -L");
        }

        return target;
    }
}

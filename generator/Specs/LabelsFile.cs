namespace Emo.Codegen.Specs;

/// <summary>The lines of a labels file of the project.</summary>
internal sealed record LabelsFile(string Path, EquatableArray<string> Lines)
{
    /// <summary>
    /// The file that a spec names: by its path relative to the spec, else by its file name, which several may have.
    /// </summary>
    public static IReadOnlyList<LabelsFile> Find(string name, string specPath, IReadOnlyCollection<LabelsFile> files)
    {
        var relative = Segments(specPath.Substring(0, specPath.LastIndexOfAny(FileNames.Separators) + 1) + name);
        var exact = files.FirstOrDefault(file => Segments(file.Path).SequenceEqual(relative));
        return exact is not null ? [exact] : files.Where(file => FileNames.Of(file.Path) == FileNames.Of(name)).ToList();
    }

    /// <summary>The folders and the file of a path, without detours.</summary>
    private static List<string> Segments(string path)
    {
        var segments = new List<string>();
        foreach (string segment in path.Split(FileNames.Separators).Where(segment => segment is not ("" or ".")))
        {
            if (segment == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else
                segments.Add(segment);
        }

        return segments;
    }
}

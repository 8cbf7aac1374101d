namespace Emo.Codegen.Specs;

/// <summary>The lines of a labels file of the project.</summary>
internal sealed record LabelsFile(string Path, EquatableArray<string> Lines)
{
    private static readonly char[] s_separators = ['/', '\\'];

    /// <summary>
    /// The file that a spec names: by its path relative to the spec, else by its file name, which several may have.
    /// The name is anybody's text, so no method of <see cref="System.IO.Path"/> sees it: some frameworks throw at it.
    /// </summary>
    public static IReadOnlyList<LabelsFile> Find(string name, string specPath, IReadOnlyCollection<LabelsFile> files)
    {
        var relative = Segments(specPath.Substring(0, specPath.LastIndexOfAny(s_separators) + 1) + name);
        var exact = files.FirstOrDefault(file => Segments(file.Path).SequenceEqual(relative));
        return exact is not null ? [exact] : files.Where(file => FileName(file.Path) == FileName(name)).ToList();
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(s_separators) + 1);

    /// <summary>The folders and the file of a path, without detours.</summary>
    private static List<string> Segments(string path)
    {
        var segments = new List<string>();
        foreach (string segment in path.Split(s_separators).Where(segment => segment is not ("" or ".")))
        {
            if (segment == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else
                segments.Add(segment);
        }

        return segments;
    }
}

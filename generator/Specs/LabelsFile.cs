namespace Emo.Codegen.Specs;

/// <summary>The lines of a labels file of the project.</summary>
internal sealed record LabelsFile(string Path, EquatableArray<string> Labels)
{
    /// <summary>The file that a spec names: by its path relative to the spec, else by its file name.</summary>
    public static LabelsFile? Find(string name, string specPath, IReadOnlyCollection<LabelsFile> files)
    {
        string relative = Normalise(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(specPath) ?? "", name));
        string fileName = System.IO.Path.GetFileName(name);
        return files.FirstOrDefault(file => Normalise(file.Path) == relative)
            ?? files.FirstOrDefault(file => System.IO.Path.GetFileName(file.Path) == fileName);
    }

    private static string Normalise(string path) => path.Replace('\\', '/');
}

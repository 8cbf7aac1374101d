namespace Emo.Codegen.Specs;

/// <summary>Finds a spec by its name or its file's name: the project's own first, then the shipped ones.</summary>
internal static class SpecCatalog
{
    /// <summary>
    /// One spec, none, or several files of one name in different folders. Several specs of one name are reported at their files.
    /// </summary>
    public static IReadOnlyList<SpecReadResult> Find(string name, IReadOnlyCollection<SpecReadResult> projectSpecs)
    {
        var named = projectSpecs.FirstOrDefault(spec => spec.Name == name)
            ?? ShippedSpecs.Find(name)
            ?? projectSpecs.FirstOrDefault(spec => spec.Path == name);
        return named is not null ? [named] : projectSpecs.Where(spec => FileNames(spec).Contains(name)).ToList();
    }

    public static IReadOnlyCollection<string> Names(IEnumerable<SpecReadResult> projectSpecs) =>
        projectSpecs.Select(spec => spec.Name).Concat(ShippedSpecs.Names).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToList();

    private static string[] FileNames(SpecReadResult spec) => [Path.GetFileName(spec.Path), Path.GetFileNameWithoutExtension(spec.Path)];
}

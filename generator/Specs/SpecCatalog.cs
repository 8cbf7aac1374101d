namespace Emo.Codegen.Specs;

/// <summary>Finds a spec by its name or its file's name: the project's own first, then the shipped ones.</summary>
internal static class SpecCatalog
{
    public static SpecReadResult? Find(string name, IEnumerable<SpecReadResult> projectSpecs) =>
        projectSpecs.Concat(ShippedSpecs.All).FirstOrDefault(spec => spec.Name == name)
        ?? projectSpecs.FirstOrDefault(spec => FileNames(spec).Contains(name));

    public static IReadOnlyCollection<string> Names(IEnumerable<SpecReadResult> projectSpecs) =>
        projectSpecs.Concat(ShippedSpecs.All).Select(spec => spec.Name).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToList();

    private static string[] FileNames(SpecReadResult spec) =>
        [Path.GetFileName(spec.Path), Path.GetFileNameWithoutExtension(spec.Path), spec.Path];
}

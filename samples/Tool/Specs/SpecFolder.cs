using Emo.Codegen;
using Emo.Codegen.Specs;
using Emo.Files;

namespace Emo.Tool.Specs;

/// <summary>What lies beside a spec file: the labels that it names, and the specs that may be its backbone.</summary>
internal sealed class SpecFolder(string specPath)
{
    /// <summary>More files than any project has are not read to find one of them.</summary>
    private const int MaxSpecs = 1000;
    private const long MaxBytes = 1 << 20;

    private readonly string _folder = Path.GetDirectoryName(specPath) ?? "";
    private readonly List<SpecFile> _files = [];

    /// <summary>The files that were needed so far, the spec itself first.</summary>
    public IReadOnlyList<SpecFile> Files => _files;

    /// <summary>The spec with its labels and its backbone, or with what is wrong.</summary>
    public SpecReadResult Read(string text)
    {
        _files.Add(new SpecFile(specPath, text, "spec"));
        var result = WithLabels(SpecReader.Read(specPath, text));
        var others = result.Backbone is null ? [] : ReadOthers();
        AddBackbones(result, others);
        return BackboneResolver.Resolve(result, [.. others.Select(other => WithLabels(other.Result))]);
    }

    private SpecReadResult WithLabels(SpecReadResult result)
    {
        if (result.Labels is not { } reference)
            return result;
        string path = Path.Combine(Path.GetDirectoryName(result.Path) ?? "", reference.FileName);
        if (Path.IsPathRooted(reference.FileName) || !File.Exists(path))
            return LabelsResolver.Resolve(result, (EquatableArray<string>?)null);
        string text = SpecTextFile.Read(path);
        if (!_files.Exists(file => file.Path == path))
            _files.Add(new SpecFile(path, text, "labels"));
        return LabelsResolver.Resolve(result, LabelText.Lines(text).ToEquatableArray());
    }

    private List<(SpecFile File, SpecReadResult Result)> ReadOthers()
    {
        var others = new List<(SpecFile, SpecReadResult)>();
        var paths = Directory.EnumerateFiles(_folder.Length == 0 ? "." : _folder, "*.json")
            .Select(path => Path.Combine(_folder, Path.GetFileName(path)))
            .Where(path => path != specPath && PlainFile.WhyNot(path) is null && new FileInfo(path).Length <= MaxBytes)
            .Order(StringComparer.Ordinal)
            .Take(MaxSpecs);
        foreach (string path in paths)
        {
            string text = SpecTextFile.Read(path);
            others.Add((new SpecFile(path, text, "spec"), SpecReader.Read(path, text)));
        }

        return others;
    }

    /// <summary>The specs that one leads to, one after the other.</summary>
    private void AddBackbones(SpecReadResult result, List<(SpecFile File, SpecReadResult Result)> others)
    {
        var specs = others.ConvertAll(other => other.Result);
        while (result.Backbone is { } reference && SpecCatalog.Find(reference.SpecName, specs) is [var next])
        {
            if (others.Find(other => other.Result == next).File is not { } file || _files.Contains(file))
                return;
            _files.Add(file);
            result = next;
        }
    }
}

using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>A <c>head</c> object while it is read, with what its readers need beside it.</summary>
internal sealed class HeadSource(ObjectReader json, NeckSpec? neck, int? levels, MapNames names, Problems problems)
{
    public ObjectReader Json => json;

    /// <summary>Null where there is none, or a broken one.</summary>
    public NeckSpec? Neck => neck;

    /// <summary>How many levels of a neck may be named; null where the neck is broken and nobody knows.</summary>
    public int? Levels => levels;

    public MapNames Names => names;

    public Problems Problems => problems;

    /// <summary>The labels where they are the name of a file.</summary>
    public JsonString? LabelsFile { get; private set; }

    /// <summary>The names of the maps that a segmenter reads: stages, and levels of the neck if there is one.</summary>
    public EquatableArray<string> ReadInputs(int maxCount) => names.Read(json, "inputs", levels, maxCount);

    /// <summary>The number of classes, and the labels if they are in the spec.</summary>
    public (int Count, EquatableArray<string> Labels) ReadClasses(int max)
    {
        int classes = json.Int("classes", 1, max);
        var labels = LabelsReader.Read(json, classes, problems, out var file);
        LabelsFile = file;
        return (classes, labels);
    }
}

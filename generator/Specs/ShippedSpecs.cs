using System.Collections.Concurrent;
using System.Reflection;

namespace Emo.Codegen.Specs;

/// <summary>The specs inside the generator. Each is read when it is first asked for, once for the life of the compiler.</summary>
internal static class ShippedSpecs
{
    private const string Prefix = "specs/";
    private const string Extension = ".json";
    private static readonly ConcurrentDictionary<string, SpecReadResult> s_read = new();

    /// <summary>The names of the specs, which are those of their files, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
        .Select(name => name.Substring(Prefix.Length, name.Length - Prefix.Length - Extension.Length))
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToList();

    /// <summary>The spec of a name, or null.</summary>
    public static SpecReadResult? Find(string name) => Names.Contains(name) ? s_read.GetOrAdd(name, Read) : null;

    private static SpecReadResult Read(string name)
    {
        string resource = Prefix + name + Extension;
        var result = SpecReader.Read(resource, Text(resource)!);
        EquatableArray<string>? labels = result.Labels is { } reference && Text(Prefix + reference.FileName) is { } text
            ? LabelText.Lines(text).ToEquatableArray()
            : null;
        return BackboneResolver.Resolve(LabelsResolver.Resolve(result, labels), []);
    }

    private static string? Text(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

using System.Collections.Immutable;
using System.Reflection;

namespace Emo.Codegen.Specs;

/// <summary>The specs inside the generator, read once for the life of the compiler.</summary>
internal static class ShippedSpecs
{
    private const string Prefix = "specs/";
    private static readonly Lazy<ImmutableArray<SpecReadResult>> s_all = new(ReadAll);

    public static ImmutableArray<SpecReadResult> All => s_all.Value;

    private static ImmutableArray<SpecReadResult> ReadAll() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
        .OrderBy(name => name, StringComparer.Ordinal)
        .Select(Read)
        .ToImmutableArray();

    private static SpecReadResult Read(string resource)
    {
        var result = SpecReader.Read(resource, Text(resource)!);
        EquatableArray<string>? labels = result.Labels is { } reference && Text(Prefix + reference.FileName) is { } text
            ? LabelText.Lines(text).ToEquatableArray()
            : null;
        return LabelsResolver.Resolve(result, labels);
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

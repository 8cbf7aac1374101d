using System.Text.RegularExpressions;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>Spec text to parsed spec: every problem of the file at once, each at its line and column.</summary>
internal static class SpecReader
{
    /// <summary>A spec is a page of text; more is a mistake or an attack.</summary>
    private const int MaxCharacters = 1 << 20;

    public static SpecReadResult Read(string path, string text)
    {
        var source = new SpecText(path, text);
        var problems = new Problems(source);
        string fileName = System.IO.Path.GetFileNameWithoutExtension(path);
        if (text.Length > MaxCharacters)
        {
            problems.Add(SpecDiagnostics.TooLarge, 0, 0, $"The file has {text.Length} characters, but a spec may have {MaxCharacters}");
            return new SpecReadResult(path, fileName, null, null, null, null, problems.ToArray());
        }

        try
        {
            if (JsonParser.Parse(text) is JsonObject root)
                return Read(source, new ObjectReader(root, "the spec", problems), fileName, problems);
            problems.Add(SpecDiagnostics.WrongType, 0, text.Length, "the spec", "an object", "another value");
        }
        catch (JsonException exception)
        {
            problems.Add(SpecDiagnostics.Malformed, exception.Position, 1, exception.Message);
        }

        return new SpecReadResult(path, fileName, null, null, null, null, problems.ToArray());
    }

    private static SpecReadResult Read(SpecText source, ObjectReader root, string fileName, Problems problems)
    {
        root.Text("$schema");
        root.Text("description");
        string name = ReadName(root, fileName, out var nameValue);
        var input = ReadInput(root);
        var backbone = BackboneReader.Read(root, problems);
        var naming = backbone is null ? root.TensorNames() : TensorNaming.Emo;
        var stem = backbone is null ? StemReader.Read(root, problems) : StemReader.Unresolved;
        var stages = backbone is null ? StageReader.ReadAll(root, stem, problems) : EquatableArray<StageSpec>.Empty;
        var names = new MapNames(backbone is null ? stages.Count : null, problems);
        var neck = NeckReader.Read(root, names, problems);
        var head = HeadReader.Read(root, neck, names, problems, out var labels);
        HeadReader.CheckNeck(root, neck, head, problems);
        var preprocessing = PreprocessingReader.Read(root, input, head, problems);
        root.Finish();

        var spec = problems.HasErrors || head is null
            ? null
            : new ModelSpec(name, input, preprocessing, naming, stem, stages, neck, head);
        if (spec is not null && backbone is null && !IsSound(spec, root, problems))
            spec = null;
        return new SpecReadResult(
            source.Path,
            name,
            nameValue is null ? null : source.Span(nameValue.Start, nameValue.Length),
            spec,
            labels is null ? null : new LabelsReference(labels.Value, source.Span(labels.Start, labels.Length)),
            backbone?.Spec is { } reference ? Reference(source, reference, backbone, names) : null,
            problems.ToArray())
        {
            Head = head,
        };
    }

    private static bool IsSound(ModelSpec spec, ObjectReader root, Problems problems)
    {
        if (TensorNamings.Objection(spec) is not { } objection)
            return HasReasonableSize(spec, root.At("stages"), problems);
        problems.Add(SpecDiagnostics.Inconsistent, root.At("tensorNames"), objection);
        return false;
    }

    private static bool HasReasonableSize(ModelSpec spec, JsonValue stages, Problems problems)
    {
        if (SpecSize.Problem(spec) is { } tooLarge)
        {
            problems.Add(SpecDiagnostics.TooLarge, stages, tooLarge);
            return false;
        }

        foreach (var (stage, block, arguments) in WindowWarnings.Of(spec))
            problems.Add(SpecDiagnostics.WindowBeyondMap, WindowWarnings.Place(((JsonArray)stages).Items[stage], block), arguments);
        return true;
    }

    private static BackboneReference Reference(SpecText source, JsonString spec, BackboneJson backbone, MapNames names) => new(
        spec.Value,
        source.Span(spec.Start, spec.Length),
        backbone.Overrides,
        source.Span(backbone.WindowAt.Start, backbone.WindowAt.Length),
        backbone.Written
            .Select(each => new OverrideReference(each.Key, source.Span(each.Value.Start, each.Value.Length)))
            .ToEquatableArray(),
        names.Unchecked
            .Select(name => new StageReference(name.Property, name.Stage, source.Span(name.At.Start, name.At.Length)))
            .ToEquatableArray());

    /// <summary>The name becomes part of messages and of generated text.</summary>
    private static string ReadName(ObjectReader root, string fileName, out JsonString? value)
    {
        value = root.String("name", required: true);
        if (value is null)
            return fileName;
        if (Regex.IsMatch(value.Value, @"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z"))
            return value.Value;
        root.OutOfRange("name", value, "1 to 100 letters, digits, '.', '_' or '-', a letter or digit first");
        return fileName;
    }

    private static InputSpec ReadInput(ObjectReader root)
    {
        var input = root.Object("input", required: false);
        if (input is null)
            return new InputSpec(3, 224, 224);
        var spec = new InputSpec(
            input.Int("channels", 3, 3, defaultValue: 3),
            input.Int("height", SpecLimits.MinInput, SpecLimits.MaxInput),
            input.Int("width", SpecLimits.MinInput, SpecLimits.MaxInput));
        input.Finish();
        return spec;
    }
}

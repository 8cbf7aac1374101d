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
            return new SpecReadResult(path, fileName, null, null, null, problems.ToArray());
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

        return new SpecReadResult(path, fileName, null, null, null, problems.ToArray());
    }

    private static SpecReadResult Read(SpecText source, ObjectReader root, string fileName, Problems problems)
    {
        root.Text("$schema");
        root.Text("description");
        string name = ReadName(root, fileName, out var nameValue);
        var input = ReadInput(root);
        var preprocessing = PreprocessingReader.Read(root, input);
        var stem = StemReader.Read(root);
        var stages = StageReader.ReadAll(root, stem, problems);
        var head = HeadReader.Read(root, stages.Count, problems, out var labels);
        root.Finish();

        ModelSpec? spec = null;
        if (!problems.HasErrors)
        {
            spec = new ModelSpec(name, input, preprocessing, stem, stages, Neck: null, head);
            if (SpecSize.Problem(spec) is { } tooLarge)
            {
                problems.Add(SpecDiagnostics.TooLarge, root.At("stages"), tooLarge);
                spec = null;
            }
            else
            {
                WindowWarnings.Add(spec, root.At("stages"), problems);
            }
        }

        return new SpecReadResult(
            source.Path,
            name,
            nameValue is null ? null : source.Span(nameValue.Start, nameValue.Length),
            spec,
            labels is null ? null : new LabelsReference(labels.Value, source.Span(labels.Start, labels.Length)),
            problems.ToArray());
    }

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

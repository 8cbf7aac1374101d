using System.Text.Json.Nodes;

namespace Emo.Testing;

/// <summary>Small specs as text.</summary>
internal static class TestSpecs
{
    /// <summary>One stage of two blocks on a 32x32 input.</summary>
    public static string Small(
        string name = "small",
        string stage = """{ "depth": 2, "width": 8, "expansion": 2, "norm": "batch", "activation": "silu" }""",
        string stem = """{ "width": 8 }""",
        string head = """{ "type": "classifier", "classes": 5 }""",
        int height = 32,
        int width = 32,
        string? neck = null) =>
        $$"""
        {
          "name": "{{name}}",
          "input": { "height": {{height}}, "width": {{width}} },
          "stem": {{stem}},
          "stages": [
            {{stage}}
          ],{{(neck is null ? "" : $"\n  \"neck\": {neck},")}}
          "head": {{head}}
        }
        """;

    /// <summary>An example from a page, completed if it is only some properties of a spec.</summary>
    public static string Complete(string example)
    {
        if (example.StartsWith('{'))
            return example;
        var others = JsonNode.Parse(Small())!.AsObject()
            .Where(property => !example.Contains($"\"{property.Key}\": ", StringComparison.Ordinal));
        return $"{{ {example}, {string.Join(", ", others.Select(property => $"\"{property.Key}\": {property.Value!.ToJsonString()}"))} }}";
    }

    public const string SsdNeck = """{ "type": "ssd", "inputs": ["stage0", "stage1"], "extraWidths": [6] }""";

    public const string FpnNeck = """{ "type": "fpn", "inputs": ["stage0", "stage1"], "width": 6, "extraLevels": 1 }""";

    public const string SsdLite = """
        { "type": "ssdlite", "classes": 3,
          "anchors": { "strides": [2, 4, 8], "minSizes": [4, 8, 16], "maxSizes": [8, 16, 32], "ratios": [[2], [2, 3], []] } }
        """;

    public const string Retina = """
        { "type": "retina", "classes": 3, "depth": 1, "width": 5,
          "anchors": { "strides": [2, 4, 8], "baseScale": 4, "scalesPerOctave": 2, "ratios": [1, 2] } }
        """;

    public const string Aspp = """{ "type": "aspp", "classes": 3, "width": 5, "dilations": [1, 2] }""";

    public const string Psp = """{ "type": "psp", "classes": 3, "width": 5, "poolSizes": [1, 3] }""";

    public const string SemanticFpn = """{ "type": "fpn", "classes": 3, "width": 5, "strides": [2, 4], "inputs": ["stage0", "stage1"] }""";

    public const string Segformer = """{ "type": "segformer", "classes": 3, "width": 5, "inputs": ["stage0", "stage1"] }""";

    /// <summary>Eight stages of 32 blocks: within the limits, and more code than a build wants.</summary>
    public static string LongStages { get; } = string.Join(",\n", Enumerable.Range(1, 8).Select(stage =>
        $$"""{ "depth": 32, "width": {{8 * stage}}, "expansion": 2, "squeezeExcite": 0.5,""" +
        """ "attention": { "headWidth": 8, "window": 0 } }"""));

    public const string Features = """{ "type": "features", "outputs": ["stage0", "stage1"] }""";
}

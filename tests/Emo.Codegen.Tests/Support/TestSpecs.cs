using System.Text.Json.Nodes;

namespace Emo.Codegen.Tests.Support;

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
        int width = 32) =>
        $$"""
        {
          "name": "{{name}}",
          "input": { "height": {{height}}, "width": {{width}} },
          "stem": {{stem}},
          "stages": [
            {{stage}}
          ],
          "head": {{head}}
        }
        """;

    /// <summary>An example from a page, completed if it is only some properties of a spec.</summary>
    public static string Complete(string example)
    {
        if (example.StartsWith('{'))
            return example;
        var others = JsonNode.Parse(Small())!.AsObject().Where(property => !example.Contains($"\"{property.Key}\": ", StringComparison.Ordinal));
        return $"{{ {example}, {string.Join(", ", others.Select(property => $"\"{property.Key}\": {property.Value!.ToJsonString()}"))} }}";
    }

    public const string Features = """{ "type": "features", "outputs": ["stage0", "stage1"] }""";
}

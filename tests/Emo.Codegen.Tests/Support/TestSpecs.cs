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

    public const string Features = """{ "type": "features", "outputs": ["stage0", "stage1"] }""";
}

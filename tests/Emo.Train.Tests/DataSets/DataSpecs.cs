namespace Emo.Train.Tests.DataSets;

/// <summary>Small networks of each kind.</summary>
internal static class DataSpecs
{
    public const string Labels = """ "labels": ["red", "green", "blue"], """;

    private const string Stages = """
        { "depth": 1, "width": 8, "expansion": 2, "norm": "batch", "activation": "silu" },
        { "depth": 1, "width": 16, "expansion": 2, "norm": "batch", "activation": "silu" }
        """;

    /// <summary>64 x 48, stretched, three levels.</summary>
    public static string Detector(string labels = Labels, int height = 48, int width = 64) => TestSpecs.Small(
        stage: Stages,
        head: $$"""
        { "type": "ssdlite", "classes": 3, {{labels}}
          "anchors": { "strides": [4, 8, 16], "minSizes": [6, 12, 24], "maxSizes": [12, 24, 48], "ratios": [[2], [2], [2]] } }
        """,
        neck: """{ "type": "ssd", "inputs": ["stage1", "stage2"], "extraWidths": [6] }""",
        height: height,
        width: width);

    /// <summary>The same levels, with RetinaNet's head.</summary>
    public static string Retina { get; } = TestSpecs.Small(
        stage: Stages,
        head: $$"""
        { "type": "retina", "classes": 3, {{Labels}} "depth": 1, "width": 5,
          "anchors": { "strides": [4, 8, 16], "baseScale": 2, "scalesPerOctave": 3, "ratios": [0.5, 1, 2] } }
        """,
        neck: """{ "type": "fpn", "inputs": ["stage1", "stage2"], "width": 6, "extraLevels": 1 }""",
        height: 48,
        width: 64);

    /// <summary>48 x 40, fitted into 48 x 36.</summary>
    public static string Segmenter(int classes = 2) => TestSpecs.Small(
        stage: Stages,
        head: $$"""{ "type": "aspp", "classes": {{classes}}, "width": 5, "dilations": [1, 2] }""",
        height: 40,
        width: 48).Replace(
            "\"stem\":", """ "preprocessing": { "framing": "fit", "fitHeight": 36, "fitWidth": 48 }, "stem":""", StringComparison.Ordinal);

    /// <summary>A crop of 32 x 48 of a resized picture.</summary>
    public static string Classifier(string labels = "", int classes = 3) =>
        TestSpecs.Small(head: $$"""{ "type": "classifier", {{labels}} "classes": {{classes}} }""", height: 32, width: 48);
}

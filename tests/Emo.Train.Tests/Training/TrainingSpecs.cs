namespace Emo.Train.Tests.Training;

/// <summary>Small networks that learn in a minute.</summary>
internal static class TrainingSpecs
{
    private const string Stages = """
        { "depth": 1, "width": 16, "expansion": 2, "kernel": 3, "norm": "batch", "activation": "silu" },
        { "depth": 2, "width": 32, "expansion": 2, "kernel": 3, "norm": "batch", "activation": "silu" },
        { "depth": 2, "width": 32, "expansion": 2, "kernel": 3, "norm": "layer", "activation": "gelu",
          "attention": { "headWidth": 16, "window": 4 } }
        """;

    public static string SsdLite { get; } = Detector(
        neck: """{ "type": "ssd", "inputs": ["stage2", "stage3"], "extraWidths": [] }""",
        head: """
        { "type": "ssdlite", "classes": 2, "labels": ["cup", "rocket"],
          "preNms": 10000, "maxDetections": 1000, "scoreThreshold": 0.02,
          "anchors": { "strides": [8, 16], "minSizes": [16, 24], "maxSizes": [24, 40], "ratios": [[2], [2]] } }
        """);

    public static string Retina { get; } = Detector(
        neck: """{ "type": "fpn", "inputs": ["stage2", "stage3"], "width": 32, "extraLevels": 0 }""",
        head: """
        { "type": "retina", "classes": 2, "labels": ["cup", "rocket"], "depth": 1, "width": 32,
          "preNms": 10000, "maxDetections": 1000, "scoreThreshold": 0.02,
          "anchors": { "strides": [8, 16], "baseScale": 2, "scalesPerOctave": 2, "ratios": [0.5, 1, 2] } }
        """);

    public static string Aspp { get; } = Segmenter("""{ "type": "aspp", "classes": 3, "width": 32, "dilations": [1, 2] }""");

    public static string Psp { get; } = Segmenter("""{ "type": "psp", "classes": 3, "width": 32, "poolSizes": [1, 2] }""");

    public static string Classifier { get; } = $$"""
        { "name": "small", "input": { "height": 64, "width": 64 }, "preprocessing": { "resize": 64 }, "stem": { "width": 8 },
          "stages": [{{Stages}}], "head": { "type": "classifier", "classes": 3 } }
        """;

    private static string Detector(string neck, string head) => $$"""
        { "name": "small", "input": { "height": 64, "width": 64 }, "preprocessing": { "framing": "stretch" }, "stem": { "width": 8 },
          "stages": [{{Stages}}], "neck": {{neck}}, "head": {{head}} }
        """;

    /// <summary>With one stage, so that the map is fine enough for edges.</summary>
    private static string Segmenter(string head) => $$"""
        { "name": "small", "input": { "height": 64, "width": 64 },
          "preprocessing": { "framing": "fit", "fitHeight": 64, "fitWidth": 64 }, "stem": { "width": 16 },
          "stages": [{ "depth": 3, "width": 32, "expansion": 2, "kernel": 5, "norm": "batch", "activation": "silu" }], "head": {{head}} }
        """;
}

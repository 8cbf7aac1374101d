using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission;

/// <summary>Generated sources of small models, one a kind of block, reviewed as code.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Api_of_a_classifier() => Verify(
        "Model.g.cs", TestSpecs.Small(head: """{ "type": "classifier", "classes": 3, "labels": ["cat", "dog \"Rex\"", "Straße"] }"""));

    [Fact]
    public void Api_of_a_backbone() => Verify("Model.g.cs", TestSpecs.Small(head: TestSpecs.Features));

    [Fact]
    public void Weights() => Verify("Model.Weights.g.cs", Attention);

    [Fact]
    public void Layer_table() => Verify("Model.Layers.g.cs", Attention);

    [Fact]
    public void Blocks() => Verify("Model.Network.g.cs", Attention);

    private static string Attention =>
        TestSpecs.Small(
            stage: """{ "depth": 2, "width": 8, "expansion": 2, "norm": "layer", "activation": "gelu",""" +
                """ "attention": { "headWidth": 4, "window": 3 } }""");

    private static void Verify(string file, string spec, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var result = new GeneratorHarness(
            """namespace Demo; [Emo.EmoModel("small")] public sealed partial class Model;""", specs: [("small.json", spec)]).Run();
        Assert.Empty(result.Diagnostics);
        Snapshot.Verify(result.Source("Demo." + file), Path.GetFileNameWithoutExtension(file), method: method);
    }
}

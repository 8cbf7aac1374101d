using System.Buffers.Binary;
using System.IO.Hashing;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Planning;

/// <summary>
/// The bytes of packed weights, for networks that between them have every kind of packed weights. One id must never stand for two layouts.
/// If the bytes changed and the id did not, count up LayoutVersion in the generator's PackingText; then write down both.
/// </summary>
public sealed class PackedLayoutTests
{
    private const string BatchNormsAndAttention = """
        { "depth": 4, "width": 20, "expansion": 3, "kernel": 5, "norm": "batch", "activation": "gelu",
          "blocks": [
            { "squeezeExcite": 0.25 },
            { "attention": { "headWidth": 10, "window": 3 } },
            { "attention": { "headWidth": 5, "window": 4, "value": "before", "groupedValue": true }, "bias": false },
            { "operator": "attention", "attention": { "headWidth": 20, "window": 0, "value": "before" }, "squeezeExcite": 0.5 } ] }
        """;

    private const string LayerNorms = """{ "depth": 2, "width": 50, "expansion": 2, "norm": "layer", "attention": { "headWidth": 25 } }""";

    private const string NormsBehind = """
        { "depth": 2, "width": 20, "expansion": 2, "norm": "layer", "normPlacement": "behind", "layerScale": true, "depthwiseNorm": "none",
          "expand": ["plain", "plain"], "expandKernel": 3, "expandGroups": 4 }
        """;

    public static TheoryData<string, string, string> Networks => new()
    {
        {
            "layer norms behind convolutions, layer scale",
            TestSpecs.Small(stage: NormsBehind),
            "8e2ff1953b9c0916d6b28eb14cdafc43 a5573459f77cab67"
        },
        {
            "an FPN and a RetinaNet",
            TestSpecs.Small(stage: LayerNorms, neck: TestSpecs.FpnNeck, head: TestSpecs.Retina),
            "3d060396828f8c1f0bd3a97213645189 e456803d726b1f6d"
        },
        {
            "batch norms and attention",
            TestSpecs.Small(stem: """{ "width": 9, "kernel": 5, "squeezeExcite": 0.5 }""", stage: BatchNormsAndAttention),
            "eae8f608ec6dc447a8ea9060c7db4afb 65cda36e66b141c9"
        },
        {
            "wide convolutions",
            TestSpecs.Small(
                neck: """{ "type": "fpn", "inputs": ["stage1"], "width": 100 }""",
                head: """{ "type": "fpn", "classes": 3, "width": 97, "inputs": ["neck.0"], "strides": [4] }"""),
            "6a86d26f73ec74f773fb36e6156d1844 815795c15294dd4f"
        },
        {
            "an SSD",
            TestSpecs.Small(neck: TestSpecs.SsdNeck, head: TestSpecs.SsdLite),
            "750fbd3b796deca31ffc26303de40f5c 5faa02a2310aa2e2"
        },
        {
            "a pyramid of dilations",
            TestSpecs.Small(head: """{ "type": "aspp", "classes": 3, "width": 50, "dilations": [1, 2] }"""),
            "7462751243e6b015ed4cdb0c10b5a7e6 9cae926844ab801b"
        },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_packing_id_stands_for_these_bytes(string what, string spec, string expected)
    {
        var graph = GraphBuilder.Build(SpecReader.Read("spec.json", spec).Spec!);
        using var weights = new RandomWeights(graph, seed: 1).ToCheckpoint();
        using var model = CompiledModel.Create(spec, graph.Name, weights);
        string path = Path.GetTempFileName();
        try
        {
            model.SaveWeights(path);
            var id = PackingId.Of(Planner.Plan(graph));
            string actual = $"{id.Upper:x16}{id.Lower:x16} {ChecksumOfFormat1(File.ReadAllBytes(path)):x16}";
            Assert.True(actual == expected, $"{what}: expected {expected}, found {actual}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The checksum that the file would have without what format 2 has added; it covers the weights.</summary>
    private static ulong ChecksumOfFormat1(byte[] file)
    {
        file[8] = 1;
        file.AsSpan(168, 16).Clear();
        int weightBytes = checked((int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(32)));
        return XxHash3.HashToUInt64([.. file[..184], .. file.AsSpan(192, weightBytes)]);
    }

    /// <summary>A new kind of packed weights has to get into one of the networks.</summary>
    [Fact]
    public void The_networks_have_every_kind_of_packed_weights()
    {
        var kinds = typeof(PackedWeights).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PackedWeights)) && !type.IsAbstract);
        var used = Networks.Select(row => SpecReader.Read("spec.json", (string)row[1]).Spec!)
            .SelectMany(spec => Planner.Plan(GraphBuilder.Build(spec)).Weights)
            .Select(weights => weights.GetType());
        Assert.Empty(kinds.Except(used).Select(kind => kind.Name));
    }
}

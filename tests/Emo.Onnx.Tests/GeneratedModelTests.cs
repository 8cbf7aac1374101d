using Emo.Codegen.Graph;

namespace Emo.Onnx.Tests;

/// <summary>Every value of generated classes against ONNX Runtime's, which shares nothing with them but the layer graph.</summary>
public sealed class GeneratedModelTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void Logits()
    {
        using var weights = SyntheticWeights.Checkpoint("emo-1m");
        using var model = Emo1M.Load(weights);
        float[] input = SyntheticWeights.Input(224, 224);
        float[] logits = new float[Emo1M.ClassCount];
        model.Predict(input, logits);
        using var network = new OrtNetwork(SpecGraph.Shipped("emo-1m"), weights.Floats);
        Closeness.AssertWithin(Tolerance, network.Run(input)["logits"], logits, "emo-1m logits");
    }

    [Fact]
    public void Stages_on_an_input_that_pads_the_windows() => CheckStages<Emo1MOddStages>("emo-1m", SpecGraph.Shipped("emo-1m", 200, 264));

    [Fact]
    public void Stages_with_the_value_before_the_attention() =>
        CheckStages<AttnAfterVStages>("attn-after-v", SpecGraph.Parse(File.ReadAllText(TestData.Path("specs", "attn-after-v.json"))));

    /// <summary>Windows of 8, and maps that they do not divide.</summary>
    [Fact]
    public void Emo2_of_512() => CheckOutputs<Emo2Of1M512>("emo2-1m", SpecGraph.Shipped("emo2-1m-512"), Tolerance);

    /// <summary>The maps of the extra levels have a few cells only and are ill-conditioned.</summary>
    [Fact]
    public void SsdLite_of_512() =>
        CheckOutputs<SsdLite512OnEmo2Of1M>("emo2-ssdlite512-1m", SpecGraph.Shipped("ssdlite512-emo2-1m"), tolerance: 3e-4);

    /// <summary>The segmentation backbone as upstream committed it: layer norm and GELU behind the depthwise convolutions.</summary>
    [Fact]
    public void Layer_norms_behind_the_depthwise_convolutions() => CheckOutputs<DeepLabV3WithLayerNorms>(
        "emo2-deeplabv3-1m-lnlocal",
        SpecGraph.Parse(File.ReadAllText(TestData.Path("specs", "deeplabv3-emo2-1m-lnlocal.json")), 136, 200),
        Tolerance);

    private static void CheckOutputs<TModel>(string keyFile, LayerGraph graph, double tolerance)
        where TModel : IEmoModel<TModel>
    {
        using var weights = SyntheticWeights.Checkpoint(keyFile);
        using var model = TModel.Load(weights);
        float[] input = SyntheticWeights.Input(graph.Input.Height, graph.Input.Width);
        float[] outputs = new float[model.OutputLength];
        model.Predict(input, outputs);
        using var network = new OrtNetwork(graph, weights.Floats);
        var expected = network.Run(input);
        foreach (var map in model.Outputs)
            Closeness.AssertWithin(tolerance, expected[map.Name], outputs.AsSpan(map.Offset, map.Length), $"{graph.Name} {map.Name}");
    }

    private static void CheckStages<TStages>(string keyFile, LayerGraph graph)
        where TStages : IFeatureExtractor<TStages>
    {
        using var weights = SyntheticWeights.Checkpoint(keyFile);
        using var model = TStages.Load(weights);
        float[] input = SyntheticWeights.Input(graph.Input.Height, graph.Input.Width);
        float[] features = new float[model.OutputLength];
        model.Predict(input, features);
        using var network = new OrtNetwork(graph, weights.Floats, stages: true);
        var expected = network.Run(input);
        Assert.Equal(5, model.Outputs.Count);
        foreach (var map in model.Outputs)
            Closeness.AssertWithin(Tolerance, expected[map.Name], features.AsSpan(map.Offset, map.Length), map.Name);
    }
}

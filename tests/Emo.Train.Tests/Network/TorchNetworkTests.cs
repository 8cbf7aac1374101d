using Emo.Codegen;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Train.Network;
using TorchSharp;

namespace Emo.Train.Tests.Network;

public sealed class TorchNetworkTests
{
    private static readonly SpecOverrides s_none = new(null, null, null);

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_one_others()
    {
        using var first = Create("ssdlite-cells", seed: 1);
        using var second = Create("ssdlite-cells", seed: 1);
        using var third = Create("ssdlite-cells", seed: 2);

        Assert.Equal(Values(first), Values(second));
        Assert.NotEqual(Values(first), Values(third));
    }

    [Fact]
    public void A_clone_shares_no_tensor()
    {
        using var network = Create("ssdlite-cells", seed: 1);
        using var clone = network.Clone();
        float[] before = Values(clone);
        Assert.Equal(Values(network), before);
        using (torch.no_grad())
        {
            foreach (var tensor in network.Parameters.Values.Concat(network.Buffers.Values))
                tensor.add_(1);
        }

        Assert.Equal(before, Values(clone));
    }

    [Fact]
    public void What_is_saved_is_loaded_again()
    {
        using var network = Create("deeplabv3-nuclei", seed: 1);
        using var other = Create("deeplabv3-nuclei", seed: 2);
        using var checkpoint = Checkpoint.Open(network.ToSafetensors().ToArray(), "saved");

        Assert.Empty(other.Load(checkpoint));
        Assert.Equal(Values(network), Values(other));
    }

    [Fact]
    public void A_checkpoint_of_a_classifier_gives_a_detector_its_backbone()
    {
        using var classifier = Create("emo-1m", seed: 1);
        using var checkpoint = Checkpoint.Open(classifier.ToSafetensors().ToArray(), "classifier");
        using var detector = Create("ssdlite-emo-1m", seed: 2);
        float[] head = Of(detector, "bbox_head.cls_convs.0.1.weight");

        var missing = detector.Load(checkpoint);

        Assert.DoesNotContain(missing, line => line.StartsWith("backbone.", StringComparison.Ordinal));
        Assert.Contains("bbox_head.cls_convs.0.1.weight: not in the checkpoint", missing);
        Assert.Equal(Of(classifier, "stage3.1.proj.conv.weight"), Of(detector, "backbone.stage3.1.proj.conv.weight"));
        Assert.Equal(head, Of(detector, "bbox_head.cls_convs.0.1.weight"));
    }

    [Fact]
    public void Tensors_of_another_shape_keep_their_values_and_are_named()
    {
        using var many = TorchNetwork.Create(GoldenNetwork.GraphOf("emo-1m", s_none), seed: 1, torch.CPU);
        using var few = TorchNetwork.Create(GoldenNetwork.GraphOf("emo-1m", new SpecOverrides(null, null, 7)), seed: 2, torch.CPU);
        using var checkpoint = Checkpoint.Open(many.ToSafetensors().ToArray(), "many");
        float[] before = Of(few, "head.weight");

        Assert.Equal(
            [
                "head.weight: [1000, 168] in the checkpoint, [7, 168] in the network",
                "head.bias: [1000] in the checkpoint, [7] in the network",
            ],
            few.Load(checkpoint));
        Assert.Equal(before, Of(few, "head.weight"));
        Assert.Equal(Of(many, "norm.norm.weight"), Of(few, "norm.norm.weight"));
    }

    [Fact]
    public void A_checkpoint_of_something_else_is_refused()
    {
        var file = new SafetensorsBuilder();
        file.Add("layer1.0.weight", [2], [1f, 2f]);
        using var checkpoint = Checkpoint.Open(file.ToArray(), "resnet.safetensors");
        using var network = Create("ssdlite-cells", seed: 1);

        var exception = Assert.Throws<CheckpointException>(() => network.Load(checkpoint));
        Assert.Contains("'resnet.safetensors' has no tensor of ssdlite-cells", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frozen_backbone_gets_no_gradient_and_keeps_its_statistics()
    {
        using var network = Create("ssdlite-cells", seed: 1);
        network.FreezeBackbone();
        float[] backbone = Of(network, "backbone.stage1.0.norm.running_mean");
        float[] head = Of(network, "bbox_head.cls_convs.0.0.bn.running_mean");

        using var input = torch.randn(2, 3, 240, 320);
        using var loss = network.Forward(input, training: true).Select(output => output.square().mean()).Aggregate((a, b) => a + b);
        loss.backward();

        Assert.Equal(backbone, Of(network, "backbone.stage1.0.norm.running_mean"));
        Assert.NotEqual(head, Of(network, "bbox_head.cls_convs.0.0.bn.running_mean"));
        Assert.All(
            network.Parameters,
            entry => Assert.Equal(!entry.Key.StartsWith("backbone.", StringComparison.Ordinal), entry.Value.grad is not null));
    }

    [Fact]
    public void Batch_norms_take_the_statistics_of_the_batch_in_training_only()
    {
        using var network = Create("ssdlite-cells", seed: 1);
        float[] before = Of(network, "backbone.stage1.0.norm.running_mean");
        using var input = torch.randn(2, 3, 240, 320);
        network.Forward(input, training: false);
        Assert.Equal(before, Of(network, "backbone.stage1.0.norm.running_mean"));
        network.Forward(input, training: true);
        Assert.NotEqual(before, Of(network, "backbone.stage1.0.norm.running_mean"));
    }

    [Fact]
    public void A_layer_that_the_trainer_does_not_know_is_an_error_by_name()
    {
        var graph = GoldenNetwork.GraphOf("emo-cifar10", s_none);
        var block = graph.Blocks[^1];
        var unknown = new UnknownLayer(block.Last.Id + 1, new[] { block.Last.Id }.ToEquatableArray(), block.Last.Output);
        var blocks = graph.Blocks.Append(block with { Layers = new Layer[] { unknown }.ToEquatableArray() });

        var exception = Assert.Throws<UnknownLayerException>(
            () => TorchNetwork.Create(graph with { Blocks = blocks.ToEquatableArray() }, seed: 1, torch.CPU));
        Assert.Equal(exception.Message, Samples.Failure.Describe(exception));
        Assert.Equal("The trainer does not know the layer UnknownLayer ('shuffle', stage9.shuffle).", exception.Message);
    }

    private static TorchNetwork Create(string spec, int seed) =>
        TorchNetwork.Create(GoldenNetwork.GraphOf(spec, s_none), seed, torch.CPU);

    private static float[] Of(TorchNetwork network, string name) =>
        [.. (network.Parameters.TryGetValue(name, out var parameter) ? parameter : network.Buffers[name]).data<float>()];

    private static float[] Values(TorchNetwork network) =>
        [.. network.Parameters.Keys.Concat(network.Buffers.Keys).SelectMany(name => Of(network, name))];

    private sealed record UnknownLayer(int Id, EquatableArray<int> Inputs, MapShape Output) : Layer(Id, "stage9.shuffle", Inputs, Output)
    {
        public override GraphCost Cost => GraphCost.None;

        public override IReadOnlyList<StateTensors> Tensors => [];

        public override string Description => "shuffle";

        public override bool IsOperator => false;

        public override int ZeroCells => 0;

        public override bool JoinsRowOf(Layer before) => false;
    }
}

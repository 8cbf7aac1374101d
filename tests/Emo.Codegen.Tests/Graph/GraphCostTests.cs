using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Graph;

/// <summary>Parameters as PyTorch counts them in the official code, multiply-adds as counted there.</summary>
public sealed class GraphCostTests
{
    /// <summary>Segmenters without the auxiliary head, which is not run.</summary>
    [Theory]
    [InlineData("ssdlite-1m", 2_311_980)]
    [InlineData("ssdlite-2m", 3_342_716)]
    [InlineData("ssdlite-5m", 6_076_540)]
    [InlineData("retinanet-1m", 10_479_244)]
    [InlineData("retinanet-2m", 11_555_644)]
    [InlineData("retinanet-5m", 14_440_508)]
    [InlineData("deeplabv3-1m", 5_429_806)]
    [InlineData("deeplabv3-2m", 6_651_614)]
    [InlineData("deeplabv3-5m", 9_948_126)]
    [InlineData("pspnet-1m", 4_151_342)]
    [InlineData("pspnet-2m", 5_242_078)]
    [InlineData("pspnet-5m", 8_178_142)]
    public void Parameters_are_those_of_the_paper(string network, long parameters) =>
        Assert.Equal(parameters, GraphCost.Of(GraphBuilder.Build(DownstreamSpecs.Get(network))).Parameters);

    [Theory]
    [InlineData("ssdlite-1m", 0.609)]
    [InlineData("ssdlite-2m", 1.010)]
    [InlineData("ssdlite-5m", 1.949)]
    [InlineData("deeplabv3-1m", 2.525)]
    [InlineData("deeplabv3-2m", 3.611)]
    [InlineData("deeplabv3-5m", 6.557)]
    [InlineData("pspnet-1m", 2.167)]
    [InlineData("pspnet-2m", 3.213)]
    [InlineData("pspnet-5m", 6.051)]
    public void Multiply_adds_are_those_of_the_official_code(string network, double billions)
    {
        var graph = GraphBuilder.Build(DownstreamSpecs.Get(network));
        Assert.Equal(billions, (GraphCost.Of(graph).MultiplyAdds + PaddedValues(graph)) / 1e9, tolerance: 0.0005);
    }

    /// <summary>The official code projects the values of the cells that pad a map to whole windows, and drops them.</summary>
    private static long PaddedValues(LayerGraph graph) => graph.Blocks
        .Select(block => block.Layers)
        .Where(layers => layers.Count > 2)
        .Sum(layers => layers[1] is WindowAttentionLayer attention && layers[2] is ConvolutionLayer value
            ? (attention.Tokens - value.Output.Cells) * value.Input.Channels * value.Output.Channels
            : 0);

    [Theory]
    [InlineData("emo-1m", 1_191_832)]
    [InlineData("emo-2m", 2_176_072)]
    [InlineData("emo-5m", 4_819_272)]
    public void A_backbone_has_the_parameters_of_the_stages(string name, long parameters)
    {
        var spec = ShippedSpecs.Find(name)!.Spec!;
        var backbone = spec with { Head = new FeaturesHeadSpec(DownstreamSpecs.Array("stage4")) };
        Assert.Equal(parameters, GraphCost.Of(GraphBuilder.Build(backbone)).Parameters);
    }
}

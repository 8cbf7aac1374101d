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
    [InlineData("emo2-1m", 1_460_844)]
    [InlineData("emo2-2m", 2_384_312)]
    [InlineData("emo2-5m", 5_126_440)]
    [InlineData("emo2-20m", 20_195_208)]
    [InlineData("emo2-1m-512", 1_460_844)]
    [InlineData("mobilenetv2-1.0", 3_504_872)]
    [InlineData("ssdlite-emo2-1m", 2_409_088)]
    [InlineData("ssdlite-emo2-2m", 3_349_556)]
    [InlineData("ssdlite-emo2-5m", 6_094_132)]
    [InlineData("ssdlite-emo2-20m", 21_213_780)]
    [InlineData("ssdlite512-emo2-20m", 21_213_780)]
    [InlineData("retinanet-emo2-1m", 10_597_616)]
    [InlineData("retinanet-emo2-2m", 11_562_484)]
    [InlineData("retinanet-emo2-5m", 14_458_100)]
    [InlineData("retinanet-emo2-20m", 29_831_444)]
    [InlineData("deeplabv3-emo2-1m", 5_606_546)]
    [InlineData("deeplabv3-emo2-2m", 6_658_454)]
    [InlineData("deeplabv3-emo2-5m", 9_965_718)]
    [InlineData("deeplabv3-emo2-20m", 26_062_006)]
    [InlineData("pspnet-emo2-1m", 4_278_930)]
    [InlineData("pspnet-emo2-2m", 5_248_918)]
    [InlineData("pspnet-emo2-5m", 8_195_734)]
    [InlineData("pspnet-emo2-20m", 23_636_662)]
    [InlineData("fpn-emo2-1m", 5_371_026)]
    [InlineData("fpn-emo2-2m", 6_289_814)]
    [InlineData("fpn-emo2-5m", 8_986_774)]
    [InlineData("fpn-emo2-20m", 23_995_574)]
    [InlineData("segformer-emo2-1m", 1_499_234)]
    [InlineData("segformer-emo2-2m", 2_676_118)]
    [InlineData("segformer-emo2-5m", 5_378_454)]
    [InlineData("segformer-emo2-20m", 20_399_798)]
    public void Parameters_are_those_of_EMOv2(string name, long parameters) =>
        Assert.Equal(parameters, GraphCost.Of(GraphBuilder.Build(DownstreamSpecs.Shipped(name))).Parameters);

    /// <summary>In millions; those of the padding of windows among them, as upstream pads before it projects.</summary>
    [Theory]
    [InlineData("emo2-1m", 279.94)]
    [InlineData("emo2-2m", 480.81)]
    [InlineData("emo2-5m", 1025.11)]
    [InlineData("emo2-20m", 3997.00)]
    [InlineData("emo2-1m-256", 385.89)]
    [InlineData("emo2-2m-256", 660.88)]
    [InlineData("emo2-5m-256", 1393.52)]
    [InlineData("emo2-20m-256", 5376.50)]
    [InlineData("emo2-1m-512", 1543.02)]
    [InlineData("emo2-2m-512", 2642.94)]
    [InlineData("emo2-5m-512", 5573.21)]
    public void Multiply_adds_of_classifiers_are_those_of_EMOv2(string name, double millions) =>
        Assert.Equal(millions, GraphCost.Of(GraphBuilder.Build(ShippedSpecs.Find(name)!.Spec!)).MultiplyAdds / 1e6, tolerance: 0.005);

    [Theory]
    [InlineData("ssdlite-emo2-1m", 0.724)]
    [InlineData("ssdlite-emo2-2m", 1.211)]
    [InlineData("ssdlite-emo2-5m", 2.453)]
    [InlineData("ssdlite512-emo2-1m", 2.336)]
    [InlineData("ssdlite512-emo2-2m", 3.987)]
    [InlineData("ssdlite512-emo2-5m", 7.948)]
    [InlineData("deeplabv3-emo2-1m", 3.318)]
    [InlineData("deeplabv3-emo2-2m", 4.980)]
    [InlineData("deeplabv3-emo2-5m", 9.063)]
    [InlineData("pspnet-emo2-1m", 2.945)]
    [InlineData("pspnet-emo2-2m", 4.583)]
    [InlineData("pspnet-emo2-5m", 8.557)]
    [InlineData("segformer-emo2-1m", 4.941)]
    [InlineData("segformer-emo2-2m", 10.250)]
    [InlineData("segformer-emo2-5m", 14.293)]
    [InlineData("fpn-emo2-1m", 23.366)]
    [InlineData("fpn-emo2-2m", 25.003)]
    [InlineData("fpn-emo2-5m", 29.032)]
    public void Multiply_adds_of_detectors_and_segmenters_are_those_of_EMOv2(string name, double billions) =>
        Assert.Equal(billions, GraphCost.Of(GraphBuilder.Build(DownstreamSpecs.Shipped(name))).MultiplyAdds / 1e9, tolerance: 0.0005);

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
    [InlineData("emo2-1m", 1_279_484)]
    [InlineData("emo2-2m", 2_182_912)]
    [InlineData("emo2-5m", 4_836_864)]
    [InlineData("emo2-20m", 19_745_312)]
    public void A_backbone_has_the_parameters_of_the_stages(string name, long parameters)
    {
        var spec = ShippedSpecs.Find(name)!.Spec!;
        var backbone = spec with { Head = new FeaturesHeadSpec(DownstreamSpecs.Array("stage4")) };
        Assert.Equal(parameters, GraphCost.Of(GraphBuilder.Build(backbone)).Parameters);
    }
}

using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Graph;

/// <summary>Blocks, shapes and outputs of necks and heads.</summary>
public sealed class GraphBuilderTests
{
    [Theory]
    [InlineData(
        "ssdlite-2m",
        "cls.0 20x20x486, reg.0 20x20x24, cls.1 10x10x486, reg.1 10x10x24, cls.2 5x5x486, reg.2 5x5x24, cls.3 3x3x486, reg.3 3x3x24, " +
        "cls.4 2x2x486, reg.4 2x2x24, cls.5 486, reg.5 24")]
    [InlineData(
        "retinanet-1m",
        "cls.0 40x40x720, reg.0 40x40x36, cls.1 20x20x720, reg.1 20x20x36, cls.2 10x10x720, reg.2 10x10x36, cls.3 5x5x720, " +
        "reg.3 5x5x36, cls.4 3x3x720, reg.4 3x3x36")]
    [InlineData("deeplabv3-5m", "logits 16x16x150")]
    [InlineData("pspnet-5m", "logits 16x16x150")]
    public void Outputs_are_in_the_order_of_the_levels(string network, string expected) =>
        Assert.Equal(expected, Outputs(DownstreamSpecs.Get(network)));

    [Theory]
    [InlineData(
        "ssdlite-1m",
        "neck.2 neck.3 neck.4 neck.5 head.cls.0 head.reg.0 head.cls.1 head.reg.1 head.cls.2 head.reg.2 head.cls.3 head.reg.3 head.cls.4 " +
        "head.reg.4 head.cls.5 head.reg.5")]
    [InlineData(
        "retinanet-1m",
        "neck.lateral.2 neck.lateral.1 neck.lateral.0 neck.0 neck.1 neck.2 neck.3 neck.4 head.cls.0 head.reg.0 head.cls.1 head.reg.1 " +
        "head.cls.2 head.reg.2 head.cls.3 head.reg.3 head.cls.4 head.reg.4")]
    [InlineData("deeplabv3-1m", "head.image_pool head.aspp.0 head.aspp.1 head.aspp.2 head.aspp.3 head.bottleneck head.conv_seg")]
    [InlineData("pspnet-1m", "head.psp.0 head.psp.1 head.psp.2 head.psp.3 head.bottleneck head.conv_seg")]
    public void Every_part_of_neck_and_head_is_a_block(string network, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                GraphBuilder.Build(DownstreamSpecs.Get(network)).Blocks
                    .Select(block => block.Name)
                    .SkipWhile(name => name.StartsWith("stage", StringComparison.Ordinal))));

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_layer_reads_layers_before_it(string network)
    {
        var shapes = new Dictionary<int, MapShape>();
        var graph = GraphBuilder.Build(DownstreamSpecs.Get(network));
        shapes.Add(0, graph.Input);
        foreach (var layer in graph.Layers)
        {
            Assert.All(layer.Inputs, input => Assert.Contains(input, shapes));
            if (layer is AddLayer)
                Assert.All(layer.Inputs, input => Assert.Equal(layer.Output, shapes[input]));
            if (layer is ConcatenateLayer)
                Assert.Equal(layer.Output, shapes[layer.Inputs[0]] with { Channels = layer.Inputs.Sum(input => shapes[input].Channels) });
            shapes.Add(layer.Id, layer.Output);
        }

        Assert.All(graph.Outputs, output => Assert.Equal(output.Shape, shapes[output.Layer]));
    }

    public static TheoryData<string> Networks => [.. DownstreamSpecs.Names];

    /// <summary>Sides that were rounded up: 13 rows become 26, then 25.</summary>
    [Fact]
    public void Semantic_fpn_doubles_maps_by_their_strides_and_adds_them_at_the_size_of_the_first()
    {
        var graph = GraphBuilder.Build(DownstreamSpecs.Get("retinanet-1m") with
        {
            Input = new InputSpec(3, 200, 136),
            Neck = new FpnNeckSpec(DownstreamSpecs.Array(1, 2, 3, 4), 24, 0),
            Head = new FpnHeadSpec(
                9, default, default, 20, 1e-5, DownstreamSpecs.Array(4, 8, 16, 32),
                DownstreamSpecs.Array("neck.0", "neck.1", "neck.2", "neck.3")),
        });
        Assert.Equal("logits 50x34x9", Assert.Single(graph.Outputs) is var output ? $"{output.Name} {output.Shape}" : "");
        Assert.Equal(
            ["head.scale.0", "head.scale.1", "head.scale.2", "head.scale.3", "head.conv_seg"],
            graph.Blocks.Select(block => block.Name).Where(name => name.StartsWith("head", StringComparison.Ordinal)));
        Assert.Equal(
            ["0.0.conv", "1.0.conv", "2.0.conv", "2.2.conv", "3.0.conv", "3.2.conv", "3.4.conv"],
            graph.Layers.OfType<ConvolutionLayer>()
                .Where(layer => layer.Name.StartsWith("decode_head.scale_heads.", StringComparison.Ordinal))
                .Select(layer => layer.Name["decode_head.scale_heads.".Length..]));
        Assert.Equal(
            ["25x17 50x34", "13x9 26x18", "26x18 52x36", "52x36 50x34", "7x5 14x10", "14x10 28x20", "28x20 56x40", "56x40 50x34"],
            graph.Layers.OfType<ResizeLayer>().Where(resize => resize.Kind == ResizeKind.Bilinear).Select(resize =>
                $"{resize.Input.Height}x{resize.Input.Width} {resize.Output.Height}x{resize.Output.Width}"));
        Assert.Equal(
            3, graph.Blocks.Where(block => block.Name.StartsWith("head", StringComparison.Ordinal)).Count(block => block.Last is AddLayer));
    }

    [Fact]
    public void Segformer_resizes_what_is_projected_to_the_size_of_the_first_map()
    {
        var graph = GraphBuilder.Build(DownstreamSpecs.Get("pspnet-1m") with
        {
            Input = new InputSpec(3, 200, 136),
            Head = new SegformerHeadSpec(9, default, default, 20, 1e-5, DownstreamSpecs.Array("stage1", "stage2", "stage4")),
        });
        Assert.Equal(
            ["head.convs.0", "head.convs.1", "head.convs.2", "head.fusion", "head.conv_seg"],
            graph.Blocks.Select(block => block.Name).Where(name => name.StartsWith("head", StringComparison.Ordinal)));
        Assert.Equal(
            ["decode_head.convs.0.conv 50x34x20", "decode_head.convs.1.conv 25x17x20", "decode_head.convs.2.conv 7x5x20",
                "decode_head.fusion_conv.conv 50x34x20", "decode_head.conv_seg 50x34x9"],
            graph.Layers.OfType<ConvolutionLayer>()
                .Where(layer => layer.Name.StartsWith("decode_head", StringComparison.Ordinal))
                .Select(layer => $"{layer.Name} {layer.Output}"));
        Assert.Equal(
            ["25x17 50x34", "7x5 50x34"],
            graph.Layers.OfType<ResizeLayer>().Select(resize =>
                $"{resize.Input.Height}x{resize.Input.Width} {resize.Output.Height}x{resize.Output.Width}"));
        Assert.Equal(60, Assert.Single(graph.Layers.OfType<ConcatenateLayer>()).Output.Channels);
        Assert.Equal(["auxiliary_head."], graph.IgnoredPrefixes.Where(prefix => prefix.StartsWith("aux", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_segmenter_reads_the_map_that_it_names()
    {
        var head = new PspHeadSpec(3, default, default, 5, 1e-5, DownstreamSpecs.Array(1), DownstreamSpecs.Array("stage2"));
        var spec = DownstreamSpecs.Get("pspnet-1m") with { Head = head };
        Assert.Equal("logits 64x64x3", Outputs(spec));
        Assert.DoesNotContain(GraphBuilder.Build(spec).Blocks, block => block.Name.StartsWith("stage3", StringComparison.Ordinal));
        Assert.Equal(
            "logits 32x32x3",
            Outputs(spec with
            {
                Neck = new FpnNeckSpec(DownstreamSpecs.Array(2, 3), 7, 0),
                Head = head with { Inputs = DownstreamSpecs.Array("neck.1") },
            }));
    }

    /// <summary>As on a picture of 200x136: 25 rows are 13 are 7, which nearest-neighbour takes back to 13 and 25.</summary>
    [Fact]
    public void Laterals_are_resized_to_odd_sizes()
    {
        var spec = DownstreamSpecs.Get("retinanet-1m") with { Input = new InputSpec(3, 200, 136) };
        var resizes = GraphBuilder.Build(spec).Layers.OfType<ResizeLayer>()
            .Select(resize => $"{resize.Input} {resize.Output} {resize.Kind}");
        Assert.Equal(["7x5x256 13x9x256 Nearest", "13x9x256 25x17x256 Nearest"], resizes);
    }

    [Fact]
    public void What_no_output_needs_is_left_out_and_ignored_in_checkpoints()
    {
        var spec = DownstreamSpecs.Get("retinanet-1m") with
        {
            Neck = new FpnNeckSpec(DownstreamSpecs.Array(2, 3), 32, 2),
            Head = new FeaturesHeadSpec(DownstreamSpecs.Array("stage3", "neck.1")),
        };
        Assert.Equal("stage3 20x20x80, neck.1 20x20x32", Outputs(spec));
        var graph = GraphBuilder.Build(spec);
        Assert.Equal(
            ["neck.lateral.1", "neck.1"],
            graph.Blocks.Select(block => block.Name).Where(name => name.StartsWith("neck", StringComparison.Ordinal)));
        Assert.DoesNotContain(graph.Blocks, block => block.Name.StartsWith("stage4", StringComparison.Ordinal));
        Assert.Contains("backbone.stage4.0.conv_local.conv.", graph.IgnoredPrefixes);
        Assert.Contains("neck.fpn_convs.2.conv.", graph.IgnoredPrefixes);
        Assert.Contains("bbox_head.", graph.IgnoredPrefixes);
        Assert.DoesNotContain("neck.fpn_convs.1.conv.", graph.IgnoredPrefixes);
    }

    [Fact]
    public void A_map_that_has_the_size_is_not_resized()
    {
        var spec = DownstreamSpecs.Get("pspnet-1m") with { Input = new InputSpec(3, 192, 192) };
        var resizes = GraphBuilder.Build(spec).Layers.OfType<ResizeLayer>().Select(resize => resize.Input.Height);
        Assert.Equal([1, 2, 3], resizes);
    }

    [Fact]
    public void Dilation_widens_the_padding()
    {
        var dilated = GraphBuilder.Build(DownstreamSpecs.Get("deeplabv3-1m")).Layers.OfType<ConvolutionLayer>()
            .Where(conv => conv.Name.StartsWith("decode_head.aspp", StringComparison.Ordinal));
        Assert.Equal(
            ["1 1 0", "3 12 12", "3 24 24", "3 36 36"], dilated.Select(conv => $"{conv.KernelSize} {conv.Dilation} {conv.Padding}"));
    }

    private static string Outputs(ModelSpec spec) =>
        string.Join(", ", GraphBuilder.Build(spec).Outputs.Select(output => $"{output.Name} {output.Shape}"));
}

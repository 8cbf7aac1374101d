using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Specs;

public sealed class SpecReaderTests
{
    [Fact]
    public void Every_property_is_read()
    {
        const string Text = """
            {
              "$schema": "emo-spec.schema.json",
              "name": "all-1.0_x",
              "description": "everything",
              "input": { "channels": 3, "height": 64, "width": 96 },
              "preprocessing": { "resize": 70, "interpolation": "bilinear", "mean": [0, 0.5, 1], "std": [0.25, 1, 2e0] },
              "tensorNames": "emo2",
              "stem": { "width": 10, "kernel": 5, "bias": false, "norm": "layer", "normEpsilon": 0.01, "convolutionActivation": "gelu",
                        "depthwise": true, "activation": "relu6", "squeezeExcite": 0.5 },
              "stages": [
                { "depth": 3, "width": 12, "stride": 1, "expansion": 2.5,
                  "kernel": 7, "depthwiseNorm": "layer", "depthwiseActivation": "relu",
                  "norm": "layer", "normPlacement": "behind", "normEpsilon": 0.02, "activation": "hardswish", "innerSkip": false,
                  "squeezeExcite": 0.25, "bias": false, "layerScale": true,
                  "expand": ["plain", "hybrid"], "expandKernel": 3, "expandGroups": 2,
                  "attention": { "headWidth": 4, "window": 0, "value": "before", "groupedValue": true },
                  "blocks": [
                    {},
                    {},
                    { "expansion": 3, "kernel": 5, "depthwiseNorm": "batch", "depthwiseActivation": "none", "norm": "batch",
                      "normPlacement": "before", "normEpsilon": 0.03, "activation": "gelu", "innerSkip": true, "squeezeExcite": 0.5,
                      "bias": true, "layerScale": false, "expand": ["close"], "attention": { "headWidth": 6 } }
                  ] }
              ],
              "head": { "type": "classifier", "classes": 2, "labels": ["a", "\u00e9"], "preWidth": 9,
                        "convolutionWidth": 7, "activation": "relu" }
            }
            """;
        var result = SpecReader.Read("all.json", Text);
        Assert.Empty(result.Problems);
        var first = new BlockSpec(
            Stride: 1,
            Expansion: 5,
            Array(new ExpandOperator(ExpandKind.Plain)),
            new DepthwiseSpec(7, NormKind.Layer, ActivationKind.Relu),
            InnerSkip: false,
            new NormSpec(NormKind.Layer, NormPlacement.Behind, 0.02),
            ActivationKind.HardSwish,
            SqueezeExcite: 0.25,
            Bias: false,
            Attention: null,
            LayerScale: true);
        Assert.Equal(
            new ModelSpec(
                "all-1.0_x",
                new InputSpec(3, 64, 96),
                new PreprocessingSpec(
                    new FramingSpec(FramingKind.Crop, 64, 96), 70, InterpolationKind.Bilinear, Array(0, 0.5, 1), Array(0.25, 1, 2)),
                TensorNaming.Emo2,
                new StemSpec(
                    10, 5, Bias: false, NormKind.Layer, 0.01, ActivationKind.Gelu, HasDepthwise: true, ActivationKind.Relu6, 0.5),
                Array(new StageSpec(12, Array(
                    first,
                    first with
                    {
                        Stride = 1,
                        Expansion = 2.5,
                        Expand = Array(new ExpandOperator(ExpandKind.Plain, 3, 2), new ExpandOperator(ExpandKind.Hybrid)),
                        Attention = new AttentionSpec(4, 0, ValuePlacement.Before, true),
                    },
                    new BlockSpec(
                        Stride: 1,
                        Expansion: 3,
                        Array(new ExpandOperator(ExpandKind.Close)),
                        new DepthwiseSpec(5, NormKind.Batch, ActivationKind.None),
                        InnerSkip: true,
                        new NormSpec(NormKind.Batch, NormPlacement.Before, 0.03),
                        ActivationKind.Gelu,
                        SqueezeExcite: 0.5,
                        Bias: true,
                        new AttentionSpec(6, 7, ValuePlacement.After, false),
                        LayerScale: false)))),
                Neck: null,
                new ClassifierHeadSpec(2, Array("a", "é"), 9, 7, ActivationKind.Relu)),
            result.Spec);
    }

    [Fact]
    public void Defaults_are_those_of_the_published_models()
    {
        var spec = SpecReader.Read(
            "x.json",
            """{ "name": "x", "stem": { "width": 8 },""" +
            """ "stages": [ { "depth": 2, "width": 8, "expansion": 1, "attention": { "headWidth": 8 } } ],""" +
            """ "head": { "type": "features", "outputs": ["stage1"] } }""").Spec;
        Assert.NotNull(spec);
        Assert.Equal(new InputSpec(3, 224, 224), spec.Input);
        Assert.Equal((256, InterpolationKind.Bicubic), (spec.Preprocessing.Resize, spec.Preprocessing.Interpolation));
        Assert.Equal(TensorNaming.Emo, spec.TensorNames);
        Assert.Equal(
            new StemSpec(8, 3, Bias: true, NormKind.Batch, 1e-6, ActivationKind.None, HasDepthwise: true, ActivationKind.Silu, 1),
            spec.Stem);
        var first = new BlockSpec(
            Stride: 2,
            Expansion: 2,
            Array(new ExpandOperator(ExpandKind.Plain)),
            new DepthwiseSpec(3, NormKind.Batch, ActivationKind.Silu),
            InnerSkip: true,
            new NormSpec(NormKind.Batch, NormPlacement.Before, 1e-6),
            ActivationKind.Silu,
            SqueezeExcite: 0,
            Bias: true,
            Attention: null,
            LayerScale: false);
        var second = first with
        {
            Stride = 1,
            Expansion = 1,
            Expand = Array(new ExpandOperator(ExpandKind.Remote)),
            Attention = new AttentionSpec(8, 7, ValuePlacement.After, false),
        };
        Assert.Equal(new StageSpec(8, Array(first, second)), spec.Stages[0]);
    }

    /// <summary>The operators and expansions of two blocks of a stage of expansion 2.</summary>
    [Theory]
    [InlineData("", "{}, {}", "Depthwise 4, Depthwise 2")]
    [InlineData(Attention, "{}, {}", "Depthwise 4, Both 2")]
    [InlineData(Attention, """{ "expansion": 3 }, { "expansion": 3 }""", "Depthwise 3, Both 3")]
    [InlineData(Attention, """{}, { "attention": null }""", "Depthwise 4, Depthwise 2")]
    [InlineData(Attention, """{}, { "operator": "depthwise" }""", "Depthwise 4, Depthwise 2")]
    [InlineData(Attention, """{ "operator": "both" }, {}""", "Both 4, Both 2")]
    [InlineData(Attention + """, "operator": "depthwise" """, "{}, {}", "Depthwise 4, Depthwise 2")]
    [InlineData(Attention + """, "operator": "depthwise" """, """{}, { "operator": "both" }""", "Depthwise 4, Both 2")]
    [InlineData("", """{ "attention": { "headWidth": 4 } }, { "attention": { "headWidth": 2 } }""", "Both 4, Both 2")]
    [InlineData(""", "operator": "none" """, "{}, {}", "Depthwise 4, None 2")]
    [InlineData(Attention + """, "operator": "none" """, "{}, {}", "Depthwise 4, None 2")]
    [InlineData(Attention + """, "operator": "attention" """, "{}, {}", "Depthwise 4, Attention 2")]
    [InlineData(Attention + """, "operator": "attention" """, """{}, { "attention": null }""", "Depthwise 4, None 2")]
    [InlineData(""", "operator": "none" """, """{}, { "attention": { "headWidth": 2 } }""", "Depthwise 4, Attention 2")]
    [InlineData(Attention, """{}, { "operator": "attention" }""", "Depthwise 4, Attention 2")]
    [InlineData("", """{}, { "operator": "none" }""", "Depthwise 4, None 2")]
    [InlineData(""", "operator": "none" """, """{ "attention": { "headWidth": 2 } }, {}""", "Both 4, None 2")]
    public void A_block_follows_its_stage_but_for_what_it_says(string stage, string blocks, string expected)
    {
        var result = SpecReader.Read(
            "x.json", TestSpecs.Small(stage: $$"""{ "depth": 2, "width": 8, "expansion": 2{{stage}}, "blocks": [{{blocks}}] }"""));
        Assert.Empty(result.Problems);
        Assert.Equal(expected, string.Join(", ", result.Spec!.Stages[0].Blocks.Select(block => $"{Operator(block)} {block.Expansion}")));
        Assert.All(result.Spec.Stages[0].Blocks, block =>
        {
            Assert.Equal(block.Expand[0].Kind == ExpandKind.Remote, block.Attention is not null);
            Assert.Equal(block.Depthwise is not null, block.InnerSkip);
        });
    }

    private static OperatorKind Operator(BlockSpec block) => (block.Depthwise is not null, block.Attention is not null) switch
    {
        (true, true) => OperatorKind.Both,
        (true, false) => OperatorKind.Depthwise,
        (false, true) => OperatorKind.Attention,
        (false, false) => OperatorKind.None,
    };

    private const string Attention = """, "attention": { "headWidth": 4, "window": 2 }""";

    [Theory]
    [InlineData("emo-1m", "2,2,8,3", "32,48,80,168", "16,16,20,21")]
    [InlineData("emo-2m", "3,3,9,3", "32,48,120,200", "16,16,20,20")]
    [InlineData("emo-5m", "3,3,9,3", "48,72,160,288", "24,24,32,32")]
    [InlineData("emo-6m", "3,3,9,3", "48,72,160,320", "16,24,20,32")]
    [InlineData("emo-cifar10", "2,4,4,2", "32,48,80,112", "16,16,20,28")]
    [InlineData("emo2-1m", "2,2,8,3", "32,48,80,180", "16,16,20,20")]
    [InlineData("emo2-2m", "3,3,9,3", "32,48,120,200", "16,16,20,20")]
    [InlineData("emo2-5m", "3,3,9,3", "48,72,160,288", "16,24,32,32")]
    [InlineData("emo2-20m", "3,3,13,3", "64,128,320,448", "16,32,32,32")]
    public void Shipped_specs_are_the_published_architectures(string name, string depths, string widths, string heads)
    {
        var spec = ShippedSpecs.Find(name)?.Spec;
        Assert.NotNull(spec);
        Assert.Equal(depths, string.Join(',', spec.Stages.Select(stage => stage.Blocks.Count)));
        Assert.Equal(widths, string.Join(',', spec.Stages.Select(stage => stage.Width)));
        Assert.Equal([false, false, true, true], spec.Stages.Select(stage => stage.Blocks[1].Attention is not null));
        Assert.Equal(heads.Split(',')[2..], spec.Stages.Skip(2).Select(stage => $"{stage.Blocks[1].Attention!.HeadWidth}"));
        var head = Assert.IsType<ClassifierHeadSpec>(spec.Head);
        Assert.Equal(head.Classes, head.Labels.Count);
    }

    [Fact]
    public void Exactly_these_specs_are_shipped_each_under_the_name_of_its_file()
    {
        var downstream = DownstreamSpecs.Names.Select(name => name.Replace("-", "-emo-", StringComparison.Ordinal));
        string[] emo2 =
        [
            "emo2-1m", "emo2-2m", "emo2-5m", "emo2-20m", "emo2-1m-256", "emo2-2m-256", "emo2-5m-256", "emo2-20m-256",
            "emo2-1m-512", "emo2-2m-512", "emo2-5m-512", .. DownstreamSpecs.Emo2Names,
        ];
        string[] others =
            ["emo-1m", "emo-2m", "emo-5m", "emo-6m", "emo-cifar10", "ssdlite-cells", "deeplabv3-nuclei", "mobilenetv2-1.0"];
        Assert.Equal(downstream.Concat(emo2).Concat(others).Order(StringComparer.Ordinal), ShippedSpecs.Names);
        Assert.Equal(ShippedSpecs.Names, ShippedSpecs.Names.Select(name => ShippedSpecs.Find(name)!.Name));
    }

    [Fact]
    public void Overrides_scale_the_resize_and_drop_labels_of_other_classes()
    {
        var spec = ShippedSpecs.Find("emo-1m")!.Spec!;
        var changed = new SpecOverrides(256, null, 10).Apply(spec);
        Assert.Equal(new InputSpec(3, 256, 224), changed.Input);
        Assert.Equal(256, changed.Preprocessing.Resize);
        Assert.Equal(292, new SpecOverrides(256, 256, null).Apply(spec).Preprocessing.Resize);
        var head = Assert.IsType<ClassifierHeadSpec>(changed.Head);
        Assert.Equal((10, 0), (head.Classes, head.Labels.Count));
        Assert.Equal(1000, ((ClassifierHeadSpec)new SpecOverrides(null, null, 1000).Apply(spec).Head).Labels.Count);
    }

    [Fact]
    public void Overrides_scale_the_box_and_drop_the_palette_of_other_classes()
    {
        var detector = ShippedSpecs.Find("retinanet-emo-1m")!.Spec!;
        var half = new SpecOverrides(400, 672, 2).Apply(detector);
        Assert.Equal(new FramingSpec(FramingKind.Fit, 400, 666), half.Preprocessing.Framing);
        Assert.Equal((2, 0), (((RetinaHeadSpec)half.Head).Classes, ((RetinaHeadSpec)half.Head).Labels.Count));
        Assert.Equal(80, ((RetinaHeadSpec)new SpecOverrides(400, 672, null).Apply(detector).Head).Labels.Count);

        var segmenter = ShippedSpecs.Find("deeplabv3-emo-1m")!.Spec!;
        var head = Assert.IsType<AsppHeadSpec>(new SpecOverrides(256, null, 7).Apply(segmenter).Head);
        Assert.Equal((7, 0, 0), (head.Classes, head.Labels.Count, head.Palette.Count));
        Assert.Equal(
            new FramingSpec(FramingKind.Stretch, 256, 512), new SpecOverrides(256, null, 7).Apply(segmenter).Preprocessing.Framing);
    }

    [Fact]
    public void Every_property_of_detectors_and_segmenters_is_read()
    {
        const string Detection =
            """ "scoreThreshold": 0.25, "preNms": 7, "nmsThreshold": 0.75, "maxDetections": 5, "boxStd": [1, 2, 3, 4],""" +
            """ "postprocessing": "mmdetection3" """;
        const string SsdAnchors = """ "anchors": { "strides": [2, 4], "minSizes": [3, 5], "maxSizes": [7, 9], "ratios": [[], [2, 4]] } """;
        const string OctaveAnchors = """ "anchors": { "strides": [2, 4], "baseScale": 3, "scalesPerOctave": 2, "ratios": [0.5, 2] } """;
        var detection = new DetectionSpec(0.25, 7, 0.75, 5, Array<double>(1, 2, 3, 4), BoxPostprocessing.Mmdetection3);
        var labels = EquatableArray<string>.Empty;

        var ssd = Read(
            """{ "type": "ssd", "inputs": ["stage1"], "extraWidths": [6], "activation": "silu", "normEpsilon": 0.5 }""",
            $$"""{ "type": "ssdlite", "classes": 3, "labels": ["a", "b", "c"], {{SsdAnchors}}, {{Detection}},""" +
            """ "activation": "gelu", "normEpsilon": 0.25 }""");
        Assert.Equal(new SsdNeckSpec(Array(1), Array(6), ActivationKind.Silu, 0.5), ssd.Neck);
        Assert.Equal(
            new SsdLiteHeadSpec(
                3, Array("a", "b", "c"), new SsdAnchorSpec(Array(2, 4), Array(3, 5), Array(7, 9), Array(Array<int>(), Array(2, 4))),
                detection, ActivationKind.Gelu, 0.25),
            ssd.Head);

        var fpn = Read(
            """{ "type": "fpn", "inputs": ["stage1"], "width": 9, "extraLevels": 1 }""",
            $$"""{ "type": "retina", "classes": 3, "depth": 2, "width": 8, {{OctaveAnchors}}, {{Detection}} }""");
        Assert.Equal(new FpnNeckSpec(Array(1), 9, 1), fpn.Neck);
        Assert.Equal(new RetinaHeadSpec(3, labels, new OctaveAnchorSpec(Array(2, 4), 3, 2, Array(0.5, 2)), detection, 2, 8), fpn.Head);

        var palette = EquatableArray<int>.Empty;
        Assert.Equal(
            new AsppHeadSpec(4, labels, palette, 5, 0.25, Array(1, 6)),
            Read(null, """{ "type": "aspp", "classes": 4, "width": 5, "dilations": [1, 6], "normEpsilon": 0.25 }""").Head);
        Assert.Equal(
            new PspHeadSpec(4, labels, palette, 5, 1e-5, Array(1, 3)),
            Read(null, """{ "type": "psp", "classes": 4, "width": 5, "poolSizes": [1, 3] }""").Head);
        Assert.Equal(
            new PspHeadSpec(4, labels, palette, 5, 1e-5, Array(1, 3), Array("stage0")),
            Read(null, """{ "type": "psp", "classes": 4, "width": 5, "poolSizes": [1, 3], "inputs": ["stage0"] }""").Head);

        const string Neck = """{ "type": "fpn", "inputs": ["stage0", "stage1"], "width": 9 }""";
        Assert.Equal(
            new AsppHeadSpec(4, labels, palette, 5, 1e-5, Array(1), Array("neck.1")),
            Read(Neck, """{ "type": "aspp", "classes": 4, "width": 5, "dilations": [1], "inputs": ["neck.1"] }""").Head);
        Assert.Equal(
            new FpnHeadSpec(4, labels, palette, 5, 0.25, Array(4, 8, 32), Array("stage1", "neck.0", "neck.1")),
            Read(
                Neck,
                """{ "type": "fpn", "classes": 4, "width": 5, "normEpsilon": 0.25, "strides": [4, 8, 32],""" +
                """ "inputs": ["stage1", "neck.0", "neck.1"] }""").Head);
        Assert.Equal(
            new SegformerHeadSpec(4, labels, palette, 5, 1e-5, Array("stage0", "stage1")),
            Read(null, """{ "type": "segformer", "classes": 4, "width": 5, "inputs": ["stage0", "stage1"] }""").Head);
        Assert.Equal(
            new FeaturesHeadSpec(Array("stage1", "neck.0", "neck.2")),
            Read(TestSpecs.SsdNeck, """{ "type": "features", "outputs": ["stage1", "neck.0", "neck.2"] }""").Head);

        static ModelSpec Read(string? neck, string head)
        {
            var result = SpecReader.Read("x.json", TestSpecs.Small(neck: neck, head: head));
            Assert.Empty(result.Problems);
            return result.Spec!;
        }
    }

    [Theory]
    [InlineData("", TestSpecs.Features, null, "Crop", 32, 32)]
    [InlineData("", TestSpecs.Aspp, null, "Stretch", 32, 32)]
    [InlineData("", TestSpecs.SsdLite, TestSpecs.SsdNeck, "Stretch", 32, 32)]
    [InlineData("\"framing\": \"stretch\"", TestSpecs.Features, null, "Stretch", 32, 32)]
    [InlineData("\"framing\": \"crop\", \"resize\": 40", TestSpecs.Features, TestSpecs.FpnNeck, "Crop", 32, 32)]
    [InlineData("\"framing\": \"fit\", \"fitHeight\": 20, \"fitWidth\": 32", TestSpecs.Retina, TestSpecs.FpnNeck, "Fit", 20, 32)]
    public void Framing_depends_on_the_head_unless_it_is_given(
        string preprocessing, string head, string? neck, string kind, int height, int width)
    {
        string text = TestSpecs.Small(neck: neck, head: head).Replace(
            "\"stem\"", $"\"preprocessing\": {{ {preprocessing} }}, \"stem\"", StringComparison.Ordinal);
        var result = SpecReader.Read("x.json", text);
        Assert.Empty(result.Problems);
        Assert.Equal(new FramingSpec(Enum.Parse<FramingKind>(kind), height, width), result.Spec!.Preprocessing.Framing);
    }

    private static EquatableArray<T> Array<T>(params T[] items)
        where T : IEquatable<T> => items.ToEquatableArray();

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Assert.Empty(SpecReader.Read("x.json", "\uFEFF" + TestSpecs.Small()).Problems);
}

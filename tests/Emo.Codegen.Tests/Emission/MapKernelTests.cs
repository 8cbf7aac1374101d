using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission;

/// <summary>
/// The kernels of necks and heads against plain loops in double precision, at every vector width and on a team of threads: graphs
/// by hand, with shapes that are no multiple of anything.
/// </summary>
public sealed class MapKernelTests
{
    private static readonly int[] s_poolSizes = [1, 2, 3, 6];
    private static readonly int[] s_dilations = [1, 4, 7, 12];

    [Theory]
    [InlineData(3, 1, 1, 9, 11, 8, 50)]
    [InlineData(3, 1, 1, 7, 23, 16, 48)]
    [InlineData(3, 1, 1, 9, 8, 33, 97)]
    [InlineData(3, 2, 1, 9, 11, 5, 17)]
    [InlineData(3, 2, 1, 8, 16, 32, 64)]
    [InlineData(1, 2, 1, 9, 8, 20, 24)]
    [InlineData(5, 1, 1, 9, 10, 7, 13)]
    [InlineData(7, 2, 1, 13, 9, 6, 9)]
    [InlineData(11, 1, 1, 8, 9, 3, 5)]
    [InlineData(3, 1, 2, 9, 11, 16, 20)]
    [InlineData(3, 1, 6, 8, 9, 16, 20)]
    [InlineData(3, 1, 24, 8, 8, 18, 20)]
    [InlineData(3, 1, 12, 8, 19, 10, 33)]
    [InlineData(5, 1, 3, 8, 9, 4, 16)]
    [InlineData(3, 2, 2, 9, 14, 4, 16)]
    public void Dense_convolutions(int kernel, int stride, int dilation, int height, int width, int inputs, int outputs) =>
        Check(new GraphSketch(height, width, inputs), sketch =>
        {
            // Of the backbone's map, which has no zero cells at its ends, then of one that has them.
            var first = sketch.Activate(
                sketch.Norm(sketch.Convolution(sketch.Stage1, outputs, kernel, stride, dilation)), ActivationKind.Relu);
            var second = sketch.Convolution(first, inputs, kernel, 1, dilation, bias: false);
            sketch.Block("head").Output("first", first).Output("second", second);
        },
        steps =>
        {
            var convolutions = steps.OfType<ConvolutionStep>().ToList();
            Assert.DoesNotContain(convolutions, step => step.IsLarge());
            if (kernel > 1)
                Assert.Contains(convolutions, step => !step.MeetsZeroCells());
            if (kernel > 1 && dilation == 1)
                Assert.Contains(convolutions, step => step.MeetsZeroCells());
        });

    /// <summary>Wide convolutions by tiles of 2x2 outputs: of odd and even sizes, in strips, with zero cells and without.</summary>
    [Theory]
    [InlineData(9, 11, 96, 101)]
    [InlineData(8, 16, 100, 96)]
    [InlineData(4, 5, 130, 145)]
    [InlineData(8, 140, 96, 96)]
    public void Convolutions_by_tiles(int height, int width, int inputs, int outputs) => Check(
        new GraphSketch(height, width, inputs),
        sketch =>
        {
            var first = sketch.Activate(
                sketch.Norm(sketch.Convolution(sketch.Stage1, outputs, 3, bias: false)), ActivationKind.Relu);
            var second = sketch.Sum(sketch.Convolution(sketch.Stage1, inputs), sketch.Convolution(first, inputs, 3));
            sketch.Block("head").Output("first", first).Output("second", second);
        },
        steps =>
        {
            var convolutions = steps.OfType<WinogradStep>().ToList();
            Assert.Equal([(0, false), (1, true)], convolutions.Select(step => (step.Source.Layout.Padding, step.AddToTarget)));
            Assert.Equal(width > 100, convolutions[0].Scratch.Strips == convolutions[0].Scratch.TileRows);
        },
        madeByTiles: [1, 2]);

    /// <summary>Few channels, or so many that their weights would take too long to load, or another stride or dilation.</summary>
    [Fact]
    public void Convolutions_that_are_not_made_by_tiles()
    {
        var sketch = new GraphSketch(8, 8, 96);
        var plain = sketch.Convolution(sketch.Stage1, 95, 3);
        sketch.Block("head")
            .Output("narrow", sketch.Convolution(plain, 96, 3))
            .Output("stride", sketch.Convolution(sketch.Stage1, 96, 3, 2))
            .Output("dilation", sketch.Convolution(sketch.Stage1, 96, 3, 1, 2))
            .Output("kernel", sketch.Convolution(sketch.Stage1, 96, 5))
            .Output("wide", sketch.Convolution(sketch.Convolution(sketch.Stage1, 513), 96, 3));
        Assert.DoesNotContain(Planner.Plan(sketch.ToGraph()).AllSteps(), step => step is WinogradStep);
    }

    /// <summary>More weights than the cache holds: a panel beyond 512 KB is taken tap by tap.</summary>
    [Theory]
    [InlineData(3, 1, 9, 16, 310, 50, nameof(ActivationKind.Relu))]
    [InlineData(3, 2, 8, 9, 310, 20, nameof(ActivationKind.None))]
    [InlineData(5, 1, 8, 8, 111, 24, nameof(ActivationKind.Silu))]
    public void Large_convolutions(int kernel, int stride, int height, int width, int inputs, int outputs, string activation) =>
        Check(new GraphSketch(height, width, 3), sketch =>
        {
            var wide = sketch.Convolution(sketch.Stage1, inputs);
            var narrow = sketch.Activate(sketch.Convolution(wide, outputs, kernel, stride), Enum.Parse<ActivationKind>(activation));
            var added = sketch.Sum(sketch.Convolution(wide, 9, kernel, stride), sketch.Convolution(narrow, 9));
            sketch.Block("head").Output("narrow", narrow).Output("added", added).Output("padded", sketch.Convolution(narrow, 4, 3));
            sketch.Block("head.padded");
        },
        steps => Assert.Contains(steps.OfType<ConvolutionStep>(), step => step.IsLarge()));

    [Theory]
    [InlineData(3, 1, 9, 11, nameof(ActivationKind.Relu6))]
    [InlineData(3, 2, 9, 11, nameof(ActivationKind.Relu))]
    [InlineData(5, 1, 8, 8, nameof(ActivationKind.None))]
    [InlineData(5, 2, 9, 8, nameof(ActivationKind.Silu))]
    [InlineData(11, 1, 8, 9, nameof(ActivationKind.HardSwish))]
    public void Depthwise_convolutions(int kernel, int stride, int height, int width, string activation) =>
        Check(new GraphSketch(height, width, 19), sketch =>
        {
            var kind = Enum.Parse<ActivationKind>(activation);
            var first = sketch.Depthwise(sketch.Stage1, kernel, stride, kind);
            var second = sketch.Depthwise(sketch.Convolution(first, 33), kernel, 1, kind);
            sketch.Block("head").Output("first", first).Output("second", second);
        });

    [Fact]
    public void Levels_down_to_one_cell() => Check(new GraphSketch(9, 10, 12), sketch =>
    {
        var level = sketch.Stage1;
        for (int i = 0; i < 5; i++)
        {
            var half = sketch.Depthwise(
                sketch.Activate(sketch.Norm(sketch.Convolution(level, 9, bias: false)), ActivationKind.Relu6), 3, 2, ActivationKind.Relu6);
            level = sketch.Activate(sketch.Norm(sketch.Convolution(half, 18, bias: false)), ActivationKind.Relu6);
            sketch.Block($"neck.{i}");
            var scores = sketch.Convolution(sketch.Depthwise(level, 3, 1, ActivationKind.Relu6), 24);
            var boxes = sketch.Convolution(sketch.Depthwise(level, 3, 1, ActivationKind.Relu6), 4);
            sketch.Block($"head.{i}").Output($"cls.{i}", scores).Output($"reg.{i}", boxes);
        }
    },
    steps => Assert.Contains(steps.OfType<DepthwiseStep>(), step => step.Target.Layout is { Height: 1, Width: 1 }));

    [Theory]
    [InlineData(8, 12, 4, 6)]
    [InlineData(9, 13, 5, 7)]
    [InlineData(8, 8, 1, 1)]
    public void A_top_down_pathway(int height, int width, int halfHeight, int halfWidth) => Check(
        new GraphSketch(height, width, 10), sketch =>
    {
        var coarse = sketch.Mean(sketch.Stage1, halfHeight, halfWidth);
        var fineLateral = sketch.Convolution(sketch.Stage1, 24);
        var coarseLateral = sketch.Convolution(coarse, 24);
        sketch.Block("neck.lateral");
        var fine = sketch.Sum(fineLateral, sketch.Resize(coarseLateral, height, width, ResizeKind.Nearest));
        sketch.Block("neck.top_down");
        var levels = new[]
        {
            sketch.Convolution(fine, 21, 3),
            sketch.Convolution(coarseLateral, 21, 3),
            sketch.Convolution(coarse, 21, 3, stride: 2),
        };
        sketch.Block("neck.levels");
        for (int i = 0; i < levels.Length; i++)
        {
            var hidden = sketch.Activate(sketch.Convolution(levels[i], 18, 3, name: "shared.0"), ActivationKind.Relu);
            sketch.Block($"head.{i}").Output($"cls.{i}", sketch.Convolution(hidden, 7, 3, name: "shared.1"));
            sketch.Block($"head.cls.{i}");
        }
    },
    steps => Assert.Contains(steps.OfType<ResizeStep>(), step => step is { Kind: ResizeKind.Nearest, AddToTarget: true }));

    [Theory]
    [InlineData(nameof(ResizeKind.Bilinear), 8, 9, 16, 18)]
    [InlineData(nameof(ResizeKind.Bilinear), 8, 9, 13, 7)]
    [InlineData(nameof(ResizeKind.Bilinear), 9, 8, 31, 40)]
    [InlineData(nameof(ResizeKind.Nearest), 8, 9, 13, 7)]
    [InlineData(nameof(ResizeKind.Nearest), 9, 8, 31, 40)]
    public void Resizes(string how, int height, int width, int newHeight, int newWidth) => Check(
        new GraphSketch(height, width, 21), sketch =>
    {
        var kind = Enum.Parse<ResizeKind>(how);
        var plain = sketch.Resize(sketch.Stage1, newHeight, newWidth, kind);
        var padded = sketch.Convolution(sketch.Stage1, 10, 3);
        var padding = sketch.Convolution(sketch.Convolution(padded, 9, 3), 10);
        var added = sketch.Sum(sketch.Convolution(plain, 10), sketch.Resize(padded, newHeight, newWidth, kind));
        sketch.Block("head").Output("plain", plain).Output("padding", padding).Output("added", added);
    },
    steps =>
    {
        Assert.Contains(steps.OfType<ResizeStep>(), step => step.AddToTarget);
        Assert.Contains(steps.OfType<ResizeStep>(), step => !step.AddToTarget);
    });

    [Fact]
    public void Pyramid_pooling() => Check(new GraphSketch(9, 11, 20), sketch =>
    {
        var maps = new List<Layer> { sketch.Stage1 };
        foreach (int size in s_poolSizes)
        {
            var pooled = sketch.Activate(
                sketch.Norm(sketch.Convolution(sketch.Mean(sketch.Stage1, size, size), 13, bias: false)), ActivationKind.Relu);
            maps.Add(sketch.Resize(pooled, 9, 11, ResizeKind.Bilinear));
            sketch.Block($"head.psp.{size}");
        }

        var bottleneck = sketch.Activate(
            sketch.Norm(sketch.Convolution(sketch.Concatenate([.. maps]), 40, 3, bias: false)), ActivationKind.Relu);
        sketch.Block("head.bottleneck");
        sketch.Output("logits", sketch.Convolution(bottleneck, 15)).Block("head");
    });

    /// <summary>Two smaller maps and two that have the size: the former are convolved before they are resized.</summary>
    [Theory]
    [InlineData(nameof(ResizeKind.Bilinear), 3)]
    [InlineData(nameof(ResizeKind.Bilinear), 1)]
    [InlineData(nameof(ResizeKind.Nearest), 1)]
    public void Fusion_of_resized_maps(string how, int nextKernel) => Check(new GraphSketch(17, 19, 12), sketch =>
    {
        var kind = Enum.Parse<ResizeKind>(how);
        Layer[] maps =
        [
            sketch.Activate(sketch.Convolution(sketch.Stage1, 21), ActivationKind.Relu),
            sketch.Convolution(sketch.Stage1, 33, 3, stride: 2),
            sketch.Convolution(sketch.Stage1, 7),
            sketch.Mean(sketch.Stage1, 2, 3),
        ];
        sketch.Block("head.maps");
        maps[1] = sketch.Resize(maps[1], 17, 19, kind);
        maps[3] = sketch.Resize(maps[3], 17, 19, kind);
        var fused = sketch.Activate(sketch.Norm(sketch.Convolution(sketch.Concatenate(maps), 50, bias: false)), ActivationKind.Relu);
        sketch.Block("head.fusion");
        sketch.Output("logits", sketch.Convolution(fused, 9, nextKernel)).Block("head");
    },
    steps =>
    {
        Assert.DoesNotContain(steps, step => step is ConcatenateStep);
        Assert.Equal([false, true], steps.OfType<ResizeStep>().Select(step => step.AddToTarget));
        Assert.All(steps.OfType<ResizeStep>(), step => Assert.Equal(50, step.Source.Layout.Channels));
        Assert.Equal(
            [ActivationKind.None, ActivationKind.Relu],
            steps.OfType<PointwiseStep>().Where(step => step.ActivatesSum).Select(step => step.Activation));
    });

    /// <summary>What else reads a map, or is added behind the activation, keeps the concatenation.</summary>
    [Fact]
    public void Concatenations_that_are_not_taken_apart() => Check(new GraphSketch(9, 10, 12), sketch =>
    {
        var small = sketch.Convolution(sketch.Stage1, 6, 3, stride: 2);
        var read = sketch.Resize(small, 9, 10, ResizeKind.Bilinear);
        var first = sketch.Convolution(sketch.Concatenate(sketch.Stage1, read), 8);
        var resized = sketch.Resize(small, 9, 10, ResizeKind.Bilinear);
        var second = sketch.Activate(sketch.Convolution(sketch.Concatenate(sketch.Stage1, resized), 8), ActivationKind.Relu);
        sketch.Block("head").Output("read", read).Output("sum", sketch.Sum(second, sketch.Convolution(first, 8, 3)));
        sketch.Block("head.sum");
    },
    steps =>
    {
        Assert.Single(steps, step => step is ConcatenateStep { Sources.Count: 2 });
        Assert.Single(steps.OfType<PointwiseStep>(), step => step.ActivatesSum);
    });

    /// <summary>Whatever the sizes: the weights of a network are packed in the same way for all.</summary>
    [Fact]
    public void Fusion_of_maps_that_have_the_size_or_were_larger() => Check(new GraphSketch(9, 10, 12), sketch =>
    {
        var large = sketch.Resize(sketch.Convolution(sketch.Stage1, 5), 4, 5, ResizeKind.Bilinear);
        var first = sketch.Convolution(sketch.Stage1, 6, 3, stride: 2);
        var second = sketch.Convolution(first, 20);
        var same = sketch.Resize(large, 5, 5, ResizeKind.Bilinear);
        sketch.Output("logits", sketch.Convolution(sketch.Concatenate(first, second, same), 8)).Block("head");
    },
    steps => Assert.DoesNotContain(steps, step => step is ConcatenateStep));

    [Fact]
    public void Atrous_pyramid() => Check(new GraphSketch(8, 9, 24), sketch =>
    {
        var image = sketch.Activate(
            sketch.Norm(sketch.Convolution(sketch.GlobalMean(sketch.Stage1), 16, bias: false)), ActivationKind.Relu);
        var maps = new List<Layer> { sketch.Resize(image, 8, 9, ResizeKind.Bilinear) };
        foreach (int dilation in s_dilations)
        {
            maps.Add(sketch.Activate(
                sketch.Norm(sketch.Convolution(sketch.Stage1, 16, dilation == 1 ? 1 : 3, 1, dilation, bias: false)), ActivationKind.Relu));
        }

        sketch.Output("logits", sketch.Convolution(sketch.Concatenate([.. maps]), 19, 3)).Block("head");
    });

    [Fact]
    public void Sums_that_may_and_that_may_not_be_made_in_place() => Check(new GraphSketch(8, 9, 24), sketch =>
    {
        var first = sketch.Convolution(sketch.Stage1, 24, 3);
        var second = sketch.Activate(sketch.Convolution(sketch.Stage1, 24, 3), ActivationKind.Relu);
        var inPlace = sketch.Sum(second, first);
        var twice = sketch.Sum(inPlace, sketch.Stage1);
        var itself = sketch.Sum(twice, twice);
        var intermediate = sketch.Convolution(itself, 8, 3);
        var activated = sketch.Activate(sketch.Convolution(inPlace, 8), ActivationKind.Silu);
        sketch.Block("head")
            .Output("intermediate", intermediate)
            .Output("sum", sketch.Sum(activated, intermediate))
            .Output("stage1", sketch.Stage1)
            .Output("stage0", sketch.Stage0);
        sketch.Block("head.sum");
    },
    steps =>
    {
        Assert.Contains(steps, step => step is AddStep);
        Assert.Contains(steps, step => step is ConvolutionStep { AddToTarget: true } or PointwiseStep { Skip: not null });
    });

    [Fact]
    public void Shared_weights_are_declared_and_packed_once()
    {
        var sketch = new GraphSketch(8, 8, 8);
        var one = sketch.Norm(sketch.Convolution(sketch.Stage1, 8, 3, name: "shared"), "norm");
        var two = sketch.Norm(sketch.Convolution(one, 8, 3, name: "shared"), "norm");
        var plan = Planner.Plan(sketch.Block("head").Output("two", two).ToGraph());
        Assert.Single(plan.StateDict, tensors => tensors.Name == "shared");
        Assert.Single(plan.StateDict, tensors => tensors.Name == "norm");
        Assert.Single(plan.Weights, weights => weights is PanelConvolutionWeights { Source.Name: "shared" });
        Assert.Equal(
            2,
            plan.Blocks[^1].Steps.OfType<ConvolutionStep>().Select(step => step.Weights).Count(
                offset => offset == plan.Weights.OfType<PanelConvolutionWeights>().Single().Offset));
    }

    /// <param name="sketch">An empty sketch.</param>
    /// <param name="draw">Draws the graph.</param>
    /// <param name="assertPath">Asserts that the plan's steps are those that the test is there for.</param>
    /// <param name="madeByTiles">
    /// How many convolutions by tiles lead to each output: what is not finite reaches outputs of the same tile that do not depend on it.
    /// </param>
    private static void Check(
        GraphSketch sketch,
        Action<GraphSketch> draw,
        Action<IReadOnlyList<Step>>? assertPath = null,
        int[]? madeByTiles = null)
    {
        draw(sketch);
        var graph = sketch.ToGraph();
        assertPath?.Invoke(Planner.Plan(graph).AllSteps());
        var weights = new RandomWeights(graph, seed: 1);
        float[] input = weights.Input(3 * graph.Input.Height * graph.Input.Width);
        var reference = new ReferenceNetwork(weights);
        double[] expected = reference.Run(graph, input);
        double largest = expected.Max(Math.Abs);

        using var checkpoint = weights.ToCheckpoint();
        using var model = CompiledModel.Create(sketch.Spec, graph, checkpoint);
        float[] widest = model.Run(512, input, expected.Length);
        foreach (int bits in new[] { 512, 256, 128 })
        {
            float[] actual = model.Run(bits, input, expected.Length, atEnd: false);
            double difference = actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max();
            Assert.True(difference <= 1e-5 * largest, $"{bits} bits: differs by {difference / largest:E2} of the maximum");
            Assert.Equal(widest, actual);
            Assert.Equal(widest, model.Run(bits, input, expected.Length));
            var blocks = new ObservedBlocks();
            Assert.Equal(widest, model.Run(bits, input, expected.Length, threads: 3, blocks.Observe));
            blocks.AssertAre(graph, reference, $"{bits} bits");
        }

        NotFiniteInput.AssertReachesWhatItShould(model, graph, weights, input, expected.Length, "maps", madeByTiles);
    }
}

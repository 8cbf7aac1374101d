using System.Reflection;
using Emo.CompilerServices;

namespace Emo.Tests.Packed;

/// <summary>
/// Finite parameters that overflow when layers are folded into each other are refused by name, in each layout of weights.
/// </summary>
public sealed class OverflowTests
{
    private const int Outputs = 70; // a panel and a narrower one with padding
    private const int Inputs = 3;

    private static readonly Dictionary<string, Layout> s_layouts = new()
    {
        ["Pointwise"] = new(
            WeightLayout.Pointwise(Outputs, Inputs),
            declared => declared.Convolution("conv", Outputs, Inputs, 1, bias: true),
            packer => packer.Pointwise(0, packer.Linear("conv", Outputs, Inputs, bias: true).Then(Norm(packer, Outputs)))),
        ["Convolution"] = new(
            WeightLayout.Convolution(Outputs, Inputs, 3),
            declared => declared.Convolution("conv", Outputs, Inputs, 3, bias: true),
            packer => packer.Convolution(0, "conv", Outputs, Inputs, 3, bias: true, Norm(packer, Outputs))),
        ["PanelConvolution"] = new(
            WeightLayout.Convolution(Outputs, Inputs, 3),
            declared => declared.Convolution("conv", Outputs, Inputs, 3, bias: true),
            packer => packer.PanelConvolution(0, "conv", Outputs, Inputs, 3, bias: true, Norm(packer, Outputs))),
        ["Winograd"] = new(
            WeightLayout.Winograd(Outputs, Inputs),
            declared => declared.Convolution("conv", Outputs, Inputs, 3, bias: true),
            packer => packer.Winograd(0, "conv", Outputs, Inputs, bias: true, Norm(packer, Outputs))),
        ["Depthwise"] = new(
            WeightLayout.Depthwise(Outputs, 3),
            declared => declared.Convolution("conv", Outputs, 1, 3, bias: false),
            packer => packer.Depthwise(0, "conv", Outputs, 3, Norm(packer, Outputs))),
        ["ScaleShift"] = new(WeightLayout.Norm(Outputs), declared => { }, packer => packer.ScaleShift(0, Outputs, Norm(packer, Outputs))),
    };

    public static TheoryData<string> Layouts => [.. s_layouts.Keys];

    /// <summary>Layer norms are packed as they are: there is nothing that could overflow.</summary>
    [Fact]
    public void Every_layout_is_tried() => Assert.Equal(
        typeof(WeightPacker).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetParameters()[0].Name == "offset").Select(method => method.Name).Order(StringComparer.Ordinal),
        s_layouts.Keys.Append("LayerNorm").Order(StringComparer.Ordinal));

    /// <summary>What embeddings need is not among the weights, and would be refused when a file of packed weights is loaded.</summary>
    [Fact]
    public void A_norm_of_embeddings_that_overflows_is_refused()
    {
        var layout = new Layout(
            WeightLayout.Norm(Outputs), declared => { }, packer => packer.Embedding(Outputs, packer.BatchNorm("norm", Outputs, 1e-5)));
        string message = layout.Refused(("norm.weight", 5, 1e38f), ("norm.running_var", 5, 0));
        Assert.Contains("norm: a weight of output channel 5 is", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Weights_that_are_finite_load(string layout) => s_layouts[layout].Load([]);

    /// <summary>The shift of a norm becomes a bias.</summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_bias_that_overflows_is_refused_by_name(string layout)
    {
        string message = s_layouts[layout].Refused(("norm.running_mean", 61, -1e30f), ("norm.weight", 61, 1e30f));
        Assert.Contains("1 layer(s)", message, StringComparison.Ordinal);
        Assert.Contains("norm", message, StringComparison.Ordinal);
        Assert.Contains($"a weight of output channel 61 is {float.PositiveInfinity}", message, StringComparison.Ordinal);
        Assert.Contains("use an earlier checkpoint", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pointwise", 0, Inputs)]
    [InlineData("Pointwise", 47, Inputs)]
    [InlineData("Pointwise", 48, Inputs)]
    [InlineData("Pointwise", 69, Inputs)]
    [InlineData("Convolution", 69, Inputs * 9)]
    [InlineData("PanelConvolution", 47, Inputs * 9)]
    [InlineData("PanelConvolution", 48, Inputs * 9)]
    [InlineData("PanelConvolution", 69, Inputs * 9)]
    [InlineData("Winograd", 47, Inputs * 9)]
    [InlineData("Winograd", 69, Inputs * 9)]
    [InlineData("Depthwise", 68, 9)]
    public void A_weight_that_overflows_is_refused_with_its_channel(string layout, int channel, int weightsPerChannel)
    {
        for (int last = 0; last < 2; last++)
        {
            int index = (channel * weightsPerChannel) + (last * (weightsPerChannel - 1));
            string message = s_layouts[layout].Refused(("conv.weight", index, -1e30f), ("norm.weight", channel, 1e30f));
            Assert.Contains(
                $"conv with norm folded in: a weight of output channel {channel} is {float.NegativeInfinity}",
                message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_scale_that_overflows_because_the_variance_is_tiny_is_refused()
    {
        string message = s_layouts["ScaleShift"].Refused(("norm.running_var", 5, 1e-40f), ("norm.weight", 5, 1e30f));
        Assert.Contains("norm: a weight of output channel 5 is", message, StringComparison.Ordinal);
    }

    /// <summary>1e38 to the power of nine is beyond a double too, and infinity minus infinity is no number.</summary>
    [Fact]
    public void Doubles_that_overflow_on_the_way_are_refused()
    {
        const int Layers = 9;
        var layout = new Layout(
            WeightLayout.Pointwise(1, 1),
            declared =>
            {
                for (int i = 0; i < Layers; i++)
                    declared.Convolution($"conv{i}", 1, 1, 1, bias: false);
            },
            packer =>
            {
                var map = packer.Linear("conv0", 1, 1, bias: false);
                for (int i = 1; i < Layers; i++)
                    map = map.After(packer.Linear($"conv{i}", 1, 1, bias: false));
                packer.Pointwise(0, map.Then(packer.BatchNorm("norm", 1, 1e-30)));
            },
            normChannels: 1);
        string message = layout.Refused([.. Enumerable.Range(0, Layers).Select(i => ($"conv{i}.weight", 0, 1e38f))]);
        Assert.Contains(
            "conv0 with conv1, conv2, conv3, conv4, conv5, conv6, conv7, conv8, norm folded in: a weight of output channel 0 is",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_with_a_tensor_that_is_not_finite_is_reported_once()
    {
        string message = s_layouts["Convolution"].Refused(
            ("norm.running_mean", 3, float.NaN), ("conv.weight", 0, 1e30f), ("norm.weight", 0, 1e30f));
        Assert.Contains("1 tensor(s)", message, StringComparison.Ordinal);
        Assert.Contains("norm.running_mean[3]", message, StringComparison.Ordinal);
        Assert.DoesNotContain("layer(s)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_layers_are_reported_at_once_beside_tensors_that_are_not_finite()
    {
        long one = WeightLayout.Pointwise(2, 2);
        var layout = new Layout(
            3 * one,
            declared =>
            {
                for (int i = 0; i < 3; i++)
                    declared.Convolution($"conv{i}", 2, 2, 1, bias: true);
            },
            packer =>
            {
                for (int i = 0; i < 3; i++)
                    packer.Pointwise(i * one, packer.Linear($"conv{i}", 2, 2, bias: true).ScaleOutputs(2, 1e10));
            },
            normChannels: 1);
        string message = layout.Refused(("conv0.weight", 3, 1e30f), ("conv1.bias", 0, float.NaN), ("conv2.bias", 0, 1e30f));
        Assert.Contains("1 tensor(s)", message, StringComparison.Ordinal);
        Assert.Contains("conv1.bias[0]", message, StringComparison.Ordinal);
        Assert.Contains("2 layer(s)", message, StringComparison.Ordinal);
        Assert.Contains("conv0: a weight of output channel 1", message, StringComparison.Ordinal);
        Assert.Contains("conv2: a weight of output channel 0", message, StringComparison.Ordinal);
    }

    private static ScaleShift Norm(WeightPacker packer, int channels) => packer.BatchNorm("norm", channels, 1e-30);

    private sealed class Layout(
        long floats, Action<StateDictDeclaration> declare, Action<WeightPacker> pack, int normChannels = Outputs)
    {
        public string Refused(params (string Name, int Index, float Value)[] values)
        {
            string message = Assert.Throws<CheckpointException>(() => Load(values)).Message;
            Assert.StartsWith("'weights' cannot be loaded into net: ", message, StringComparison.Ordinal);
            return message;
        }

        public void Load((string Name, int Index, float Value)[] values)
        {
            var expected = new StateDictDeclaration();
            Declare(expected);
            var file = new SafetensorsBuilder();
            foreach (var (name, shape) in expected.Parameters)
            {
                float[] tensor = new float[shape.Aggregate(1L, (product, size) => product * size)];
                Array.Fill(tensor, 1);
                foreach (var value in values.Where(value => value.Name == name))
                    tensor[value.Index] = value.Value;
                file.Add(name, [.. shape], tensor);
            }

            using var checkpoint = Checkpoint.Open(file.ToArray(), "weights");
            var model = ModelInfos.Of("net", ModelInfos.Preprocessing(4, 6), floats * sizeof(float), packingId: 1);
            ModelLoader.Load(new ModelDefinition(model, Declare, pack), checkpoint).Dispose();
        }

        private void Declare(StateDictDeclaration declared)
        {
            declare(declared);
            declared.BatchNorm("norm", normChannels);
        }
    }
}

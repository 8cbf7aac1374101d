using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Tool.Models;
using Emo.Tool.Specs;
using Emo.Train.Network;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Tests.Training;

/// <summary>The generated class with the weights of a training, beside libtorch with the same weights.</summary>
internal sealed class ProductComparison : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly ToolSpec _spec;
    private readonly LoadedNetwork _product;
    private readonly TorchNetwork _network;

    public ProductComparison(ToolSpec spec, string weights)
    {
        _spec = spec;
        _product = NetworkCompiler.Compile(spec).Load(weights);
        _network = TorchNetwork.Create(spec.Graph, seed: 99, torch.CPU);
        using var checkpoint = Checkpoint.Open(weights);
        Assert.Empty(_network.Load(checkpoint));
    }

    public IEmoModel Product => _product.Model;

    /// <summary>All outputs are those of libtorch; gives these.</summary>
    public float[][] AssertSameOutputs(string picture)
    {
        float[] input = new float[_spec.InputLength];
        Product.Info.Preprocessing.Apply(Picture.Open(picture), input);
        float[] outputs = new float[Product.OutputLength];
        Product.Predict(input, outputs);

        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var shape = _spec.Graph.Input;
        var maps = _network.Forward(torch.tensor(input, [1, shape.Channels, shape.Height, shape.Width]), training: false);
        float[][] expected = [.. maps.Select(map => map.contiguous().data<float>().ToArray())];
        int start = 0;
        foreach (var (values, output) in expected.Zip(_spec.Graph.Outputs))
        {
            Closeness.AssertWithin(Tolerance, values, outputs.AsSpan(start, values.Length), output.Name);
            start += values.Length;
        }

        Assert.Equal(outputs.Length, start);
        return expected;
    }

    /// <summary>The boxes are those that follow from libtorch's outputs in plain loops.</summary>
    public void AssertSameBoxes(string picture)
    {
        var expected = new PlainDetector((DetectorHeadSpec)_spec.Spec.Head, _spec.Spec.Input, [.. _spec.Graph.Outputs])
            .Detect(AssertSameOutputs(picture), TrainingFolder.Side);
        var found = ((IDetector)Product).Detect(picture);
        Assert.NotEmpty(found);
        Assert.Equal(expected.Length, found.Length);

        // Two of nearly one score may have changed places.
        Assert.All(expected, one => Assert.Contains(found, other => IsSame(one, other)));
    }

    private static bool IsSame(Detection one, Detection other)
    {
        float[] distances = [one.Left - other.Left, one.Top - other.Top, one.Right - other.Right, one.Bottom - other.Bottom];
        return one.ClassIndex == other.ClassIndex && Math.Abs(one.Score - other.Score) < 1e-4f && distances.All(d => Math.Abs(d) < 0.01f);
    }

    /// <summary>The map is that of libtorch's logits, resized by libtorch, wherever these say it clearly.</summary>
    public void AssertSameMap(string picture)
    {
        float[] logits = Assert.Single(AssertSameOutputs(picture));
        var shape = _spec.Graph.Outputs[0].Shape;
        using var scope = torch.NewDisposeScope();
        var input = Resize(torch.tensor(logits, [1, shape.Channels, shape.Height, shape.Width]), _spec.Graph.Input);
        var (best, classes) = Resize(input, new MapShape(3, TrainingFolder.Side, TrainingFolder.Side)).topk(2, dim: 1);
        var map = ((ISegmenter)Product).Segment(picture);
        long[] expected = classes.select(1, 0).contiguous().data<long>().ToArray();
        float[] lead = (best.select(1, 0) - best.select(1, 1)).contiguous().data<float>().ToArray();
        for (int i = 0; i < expected.Length; i++)
            Assert.True(lead[i] < 1e-3 || expected[i] == map.Labels[i], $"pixel {i}: {expected[i]} by {lead[i]}, not {map.Labels[i]}");
    }

    public void Dispose()
    {
        _product.Dispose();
        _network.Dispose();
    }

    private static torch.Tensor Resize(torch.Tensor maps, MapShape size) => functional.interpolate(
        maps, [size.Height, size.Width], mode: torch.InterpolationMode.Bilinear, align_corners: false);
}

using System.IO.Compression;

namespace Emo.Conformance.Tests;

/// <summary>A checkpoint that does not fit is refused as a whole, with everything that is wrong.</summary>
public sealed class LoadTests
{
    [Fact]
    public void A_checkpoint_of_another_size_is_recognised()
    {
        using var checkpoint = SyntheticWeights.Checkpoint("emo-2m");
        var exception = Assert.Throws<CheckpointException>(() => Emo1M.Load(checkpoint));
        Assert.Contains("'emo-2m' does not fit emo-1m. It looks like emo-2m.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loading_allocates_less_than_the_weights_have()
    {
        using var checkpoint = SyntheticWeights.Checkpoint("emo-6m");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Emo6M.Load(checkpoint).Dispose();
        // 3 times as much if each layer had arrays of its own.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Emo6M.WeightBytes * 3 / 4);
    }

    [Fact]
    public void Missing_unexpected_misshapen_and_mistyped_tensors_are_reported_together()
    {
        using var checkpoint = Changed(
            name => name switch
            {
                "head.bias" => null,
                "head.weight" => ("head.weight", [11, 112]),
                "stage0.0.convs.0.0.bias" => ("stage0.0.convs.0.0.biased", [16]),
                _ => (name, null),
            },
            file => file.Add("stage1.0.norm.weight", [24], new long[24]),
            skip: "stage1.0.norm.weight");
        string message = Assert.Throws<CheckpointException>(() => EmoCifar10.Load(checkpoint)).Message;
        Assert.Contains("2 tensor(s) missing", message, StringComparison.Ordinal);
        Assert.Contains("head.bias [10]", message, StringComparison.Ordinal);
        Assert.Contains("stage0.0.convs.0.0.bias [16]", message, StringComparison.Ordinal);
        Assert.Contains("head.weight: expected [10, 112], found [11, 112]", message, StringComparison.Ordinal);
        Assert.Contains("stage1.0.norm.weight: expected a floating-point tensor, found Int64", message, StringComparison.Ordinal);
        Assert.Contains("1 tensor(s) unexpected", message, StringComparison.Ordinal);
        Assert.Contains("stage0.0.convs.0.0.biased [16]", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Weights_that_are_not_finite_are_refused_by_name(float value)
    {
        using var checkpoint = Changed(name => (name, null), edit: (name, values) =>
        {
            if (name is "head.bias" or "stage2.1.proj.conv.weight")
                values[3] = value;
        });
        string message = Assert.Throws<CheckpointException>(() => EmoCifar10.Load(checkpoint)).Message;
        Assert.Contains("head.bias[3]", message, StringComparison.Ordinal);
        Assert.Contains("stage2.1.proj.conv.weight[3]", message, StringComparison.Ordinal);
    }

    /// <summary>1e30 in a weight and in the batch norm behind it: each is finite, and their product is none of a float.</summary>
    [Fact]
    public void Weights_that_overflow_when_they_are_folded_are_refused_by_name()
    {
        using var file = File.OpenRead(TestData.Path("checkpoints", "attacks", "weights-that-overflow.safetensors.gz"));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unzipped.CopyTo(bytes);
        using var checkpoint = Checkpoint.Open(bytes.ToArray(), "overflows");
        string message = Assert.Throws<CheckpointException>(() => EmoCifar10.Load(checkpoint)).Message;
        Assert.StartsWith("'overflows' cannot be loaded into emo-cifar10: ", message, StringComparison.Ordinal);
        Assert.Contains("layer(s) have tensors that are finite, but", message, StringComparison.Ordinal);
        Assert.Contains(" folded in: a weight of output channel 0 is ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_variance_is_refused_and_a_tiny_one_is_not()
    {
        using var negative = Changed(
            name => (name, null), edit: (name, values) => values[0] = name == "stage1.0.norm.running_var" ? -1 : values[0]);
        Assert.Contains(
            "stage1.0.norm.running_var[0]",
            Assert.Throws<CheckpointException>(() => EmoCifar10.Load(negative)).Message,
            StringComparison.Ordinal);
        using var tiny = Changed(
            name => (name, null), edit: (name, values) => values[0] = name == "stage1.0.norm.running_var" ? 1e-41f : values[0]);
        EmoCifar10.Load(tiny).Dispose();
    }

    [Fact]
    public void The_batch_counter_may_be_missing()
    {
        using var checkpoint = Changed(name => name.EndsWith("num_batches_tracked", StringComparison.Ordinal) ? null : (name, null));
        EmoCifar10.Load(checkpoint).Dispose();
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("backbone.")]
    public void The_prefix_of_a_wrapper_is_stripped(string prefix)
    {
        using var checkpoint = Changed(name => (prefix + name, null));
        EmoCifar10.Load(checkpoint).Dispose();
    }

    [Fact]
    public void A_backbone_ignores_the_head_of_a_downstream_network()
    {
        using var checkpoint = Changed(
            name => name.StartsWith("stage", StringComparison.Ordinal) ? ("backbone." + name, null) : null,
            file => file.Add("decode_head.conv_seg.weight", [1], new float[1]));
        EmoCifar10Stages.Load(checkpoint).Dispose();
    }

    [Fact]
    public void A_missing_file_is_the_systems_own_exception() =>
        Assert.Throws<FileNotFoundException>(() => EmoCifar10.Load(TestData.Path("no-such-file.pth")));

    /// <summary>The trained weights with tensors renamed, reshaped (null: left out) or edited.</summary>
    private static Checkpoint Changed(
        Func<string, (string Name, long[]? Shape)?> rename, Action<SafetensorsBuilder>? add = null, string? skip = null,
        Action<string, float[]>? edit = null)
    {
        using var original = Checkpoint.Open(TestData.Path("cifar10", "emo-cifar10.pth"));
        var file = new SafetensorsBuilder();
        foreach (var (name, tensor) in original.Tensors)
        {
            if (name == skip || rename(name) is not { } changed)
                continue;
            long[] shape = changed.Shape ?? [.. tensor.Shape];
            if (!tensor.IsFloatingPoint)
            {
                file.Add(changed.Name, shape, [1L]);
                continue;
            }

            float[] values = original.Floats(name);
            edit?.Invoke(name, values);
            Array.Resize(ref values, (int)shape.Aggregate(1L, (product, dimension) => product * dimension));
            file.Add(changed.Name, shape, values);
        }

        add?.Invoke(file);
        return Checkpoint.Open(file.ToArray(), "changed");
    }
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Planning;

/// <summary>Anchors are mmdetection's to the last bit: the hashes are of its <c>base_anchors</c>, float32, level by level.</summary>
public sealed class BaseAnchorsTests
{
    [Fact]
    public void Ssd_anchors_are_those_of_the_official_configuration()
    {
        var ratios = Enumerable.Repeat(Ints(2, 3), 6).ToArray();
        var spec = new SsdAnchorSpec(
            Ints(16, 32, 64, 107, 160, 320),
            Ints(48, 100, 150, 202, 253, 304),
            Ints(100, 150, 202, 253, 304, 320),
            ratios.ToEquatableArray());
        Assert.Equal("450BBA9AC7967A9A6BAAB74FB43EFF2B064BB45725D6D95B3B2319ABD9431DE9", Hash(spec));
        Assert.Equal([-47.5f, -47.5f, 154.5f, 154.5f, -59.5331802f, -59.5331802f, 166.533173f, 166.533173f], spec.AtFirstCell(3).Take(8));
    }

    [Fact]
    public void Octave_anchors_are_those_of_the_official_configuration()
    {
        var spec = new OctaveAnchorSpec(Ints(8, 16, 32, 64, 128), 4, 3, Numbers(0.5, 1, 2));
        Assert.Equal("0DD30577B522E1BE71B8060A97F989C7C3839D2549374891C7BB2223DA3BE806", Hash(spec));
        Assert.Equal(
            [-28.5087585f, -14.2543793f, 28.5087585f, 14.2543793f], spec.AtFirstCell(0).Skip(4).Take(4)); // ratio 0.5, second scale
    }

    private static string Hash(AnchorSpec spec) => Convert.ToHexString(SHA256.HashData(
        MemoryMarshal.AsBytes<float>(Enumerable.Range(0, spec.Strides.Count).SelectMany(level => spec.AtFirstCell(level)).ToArray())));

    private static EquatableArray<int> Ints(params int[] values) => values.ToEquatableArray();

    private static EquatableArray<double> Numbers(params double[] values) => values.ToEquatableArray();
}

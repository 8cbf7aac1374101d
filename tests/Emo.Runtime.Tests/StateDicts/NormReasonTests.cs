using Emo.CompilerServices;
using static Emo.Tests.StateDicts.TestCheckpoint;

namespace Emo.Tests.StateDicts;

/// <summary>For a file with another kind of norm than the model's, the message names the property of the spec that says the kind.</summary>
public sealed class NormReasonTests
{
    /// <summary>The property is of the norm that differs; null where a spec cannot say it.</summary>
    [Theory]
    [InlineData("stage0.0.norm", "the property 'stem.norm' in the spec says what the norm of the stem's convolution is")]
    [InlineData("backbone.stage0.0.norm", "the property 'stem.norm' in the spec says what the norm of the stem's convolution is")]
    [InlineData("stage0.1.conv_local.norm", null)]
    [InlineData("backbone.stage0.1.norm", null)]
    [InlineData("conv_head.norm", null)]
    [InlineData("stage2.1.conv_local.norm", "'depthwiseNorm' in the spec's stages, or in its 'backbone', says what the norm behind")]
    [InlineData("stage2.1.norm", "the property 'norm' in the spec's stages says what the norm of blocks is")]
    [InlineData("stage2.1.proj.norm", "the property 'norm' in the spec's stages says what the norm of blocks is")]
    [InlineData("stage2.1.v.norm", "the property 'norm' in the spec's stages says what the norm of blocks is")]
    [InlineData("backbone.stage2.1.eops.0.net.norm", "the property 'norm' in the spec's stages says what the norm of blocks is")]
    [InlineData("norm", "the property 'norm' of the last block in the spec's stages says")]
    public void Each_norm_is_told_with_its_own_property(string norm, string? expected)
    {
        var ofBatch = Declare(stateDict => DeclareRest(stateDict).BatchNorm(norm, 8));
        var ofLayer = Declare(stateDict => DeclareRest(stateDict).LayerNorm($"{norm}.norm", 8));

        string batch = Reason(ofBatch, ofLayer);
        string layer = Reason(ofLayer, ofBatch);

        Assert.Equal(expected is not null, batch.Contains($"'{norm}.norm.weight' is of a layer norm", StringComparison.Ordinal));
        Assert.Equal(expected is not null, layer.Contains($"'{norm}.weight' is of a batch norm", StringComparison.Ordinal));
        if (expected is null)
            return;
        Assert.Contains(expected, batch, StringComparison.Ordinal);
        Assert.Contains("must be \"layer\" for this file", batch, StringComparison.Ordinal);
        Assert.Contains(expected, layer, StringComparison.Ordinal);
        Assert.Contains("must be \"batch\" for this file", layer, StringComparison.Ordinal);

        static StateDictDeclaration DeclareRest(StateDictDeclaration stateDict)
        {
            for (int i = 0; i < 9; i++)
                stateDict.Convolution($"stage3.{i}.conv", 8, 8, 1, bias: true);
            return stateDict;
        }

        static string Reason(StateDictDeclaration model, StateDictDeclaration file)
        {
            TestCheckpoint checkpoint = new();
            checkpoint.With([.. file.Parameters.Select(parameter => checkpoint.Tensor(parameter.Name, [.. parameter.Shape]))]);
            return Assert.Throws<CheckpointException>(() => Load(checkpoint.Open(), model)).Message.Split('\n')[0];
        }
    }
}

using System.Globalization;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// Upstream's iRMB in its order: norm; value projection, or attention around it; depthwise (its norm always batch, its
/// activation always SiLU); squeeze-excite; project; skip.
/// </summary>
internal static class ResidualBlockBuilder
{
    public static LayerBlock Build(StageSpec stage, string prefix, string blockName, bool first, Layer input, BlockList blocks)
    {
        string name = prefix + blockName;
        int inputWidth = input.Output.Channels;
        double expansion = first ? stage.Expansion * 2 : stage.Expansion;
        int mid = (int)(inputWidth * expansion);
        bool skip = !first;
        var attention = first ? null : stage.Attention;

        var chain = blocks.NewChain(input);
        chain.Norm($"{name}.norm", stage.Norm);
        if (attention is { Value: ValuePlacement.Before })
        {
            Attend(chain, name, stage, attention, mid);
        }
        else
        {
            if (attention is not null)
                Attend(chain, name, stage, attention, mid);
            int groups = attention is { GroupedValue: true } ? inputWidth / attention.HeadWidth : 1;
            chain.Convolution($"{name}.v.conv", mid, kernel: 1, stride: 1, groups, stage.Bias);
            chain.Activation(stage.Activation);
        }

        var expanded = chain.Last;
        chain.Convolution($"{name}.conv_local.conv", mid, stage.Kernel, first ? 2 : 1, groups: mid, bias: false);
        chain.Norm($"{name}.conv_local.norm", NormKind.Batch);
        chain.Activation(ActivationKind.Silu);
        chain.SqueezeExcite($"{name}.se", stage.SqueezeExcite, stage.Activation);
        if (skip)
            chain.Add(expanded);
        chain.Convolution($"{name}.proj.conv", stage.Width, kernel: 1, stride: 1, groups: 1, bias: false);
        if (skip)
            chain.Add(input);
        return chain.ToBlock(blockName, Summary(stage, attention, expansion, mid, input, chain.Last));
    }

    private static void Attend(LayerChain chain, string name, StageSpec stage, AttentionSpec attention, int mid)
    {
        int heads = chain.Last.Output.Channels / attention.HeadWidth;
        var value = attention.Value == ValuePlacement.Before
            ? new ValueProjection(mid, attention.GroupedValue ? heads : 1, stage.Activation)
            : null;
        chain.WindowAttention(name, attention.Window, heads, stage.Bias, value);
    }

    private static string Summary(StageSpec stage, AttentionSpec? attention, double expansion, int mid, Layer input, Layer output)
    {
        string operation = $"depthwise {stage.Kernel}x{stage.Kernel}";
        if (attention is not null)
        {
            string window = attention.Window > 0 ? $"window {attention.Window}" : "global window";
            operation = $"{window} attention of {input.Output.Channels / attention.HeadWidth} heads, {operation}";
        }

        return $"iRMB: {input.Output} -> {output.Output}, expansion {expansion.ToString(CultureInfo.InvariantCulture)} (mid {mid}), {operation}";
    }
}

using System.Globalization;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// Upstream's iRMB in its order: norm; value projection, or attention around it; depthwise (its norm always batch, its
/// activation always SiLU); squeeze-excite; project; skip. Without a depthwise convolution there is no inner skip either.
/// </summary>
internal static class ResidualBlockBuilder
{
    public static LayerBlock Build(BlockSpec block, int width, string prefix, BlockId id, Layer input, BlockList blocks)
    {
        string name = prefix + id.Name;
        bool first = id.Index == 0;
        int inputWidth = input.Output.Channels;
        int mid = block.ExpandedWidth(inputWidth);
        bool skip = !first;
        var attention = block.Attention;

        var chain = blocks.NewChain(input);
        chain.Norm($"{name}.norm", block.Norm);
        if (attention is { HasValueBefore: true })
        {
            Attend(chain, name, block, attention, mid);
        }
        else
        {
            if (attention is not null)
                Attend(chain, name, block, attention, mid);
            int groups = attention is { GroupedValue: true } ? inputWidth / attention.HeadWidth : 1;
            chain.Convolution($"{name}.v.conv", mid, kernelSize: 1, stride: 1, groups, block.Bias);
            chain.Activation(block.Activation);
        }

        var expanded = chain.Last;
        if (block.HasDepthwise)
        {
            chain.Convolution($"{name}.conv_local.conv", mid, block.KernelSize, first ? 2 : 1, groups: mid, bias: false);
            chain.Norm($"{name}.conv_local.norm", NormKind.Batch);
            chain.Activation(ActivationKind.Silu);
        }

        chain.SqueezeExcite($"{name}.se", block.SqueezeExcite, block.Activation);
        if (skip && block.HasDepthwise)
            chain.Add(expanded);
        chain.Convolution($"{name}.proj.conv", width, kernelSize: 1, stride: 1, groups: 1, bias: false);
        if (skip)
            chain.Add(input);
        return chain.ToBlock(id, "iRMB", Detail(block, mid, input, chain.Last));
    }

    private static void Attend(LayerChain chain, string name, BlockSpec block, AttentionSpec attention, int mid)
    {
        int heads = chain.Last.Output.Channels / attention.HeadWidth;
        var value = attention.HasValueBefore
            ? new ValueProjection(mid, attention.GroupedValue ? heads : 1, block.Activation)
            : null;
        chain.WindowAttention(name, attention.Window, heads, block.Bias, value);
    }

    private static string Detail(BlockSpec block, int mid, Layer input, Layer output)
    {
        var operations = new List<string>();
        if (block.Attention is { } attention)
        {
            string window = attention.Window > 0 ? $"window {attention.Window}" : "global window";
            operations.Add($"{window} attention of {input.Output.Channels / attention.HeadWidth} heads");
        }

        if (block.HasDepthwise)
            operations.Add($"depthwise {block.KernelSize}x{block.KernelSize}");
        string operation = operations.Count == 0 ? "no operator" : string.Join(", ", operations);
        string expansion = block.Expansion.ToString(CultureInfo.InvariantCulture);
        return $"{input.Output} -> {output.Output}, expansion {expansion} (mid {mid}), {operation}";
    }
}

using System.Text.RegularExpressions;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>Layers and blocks in words, for the layer table.</summary>
internal static class LayerText
{
    public static string Describe(Layer layer) => layer switch
    {
        ConvolutionLayer conv => Convolution(conv),
        BatchNormLayer => "BN",
        LayerNormLayer => "LN",
        ActivationLayer activation => activation.Activation.DisplayName(),
        SqueezeExciteLayer se => FormattableString.Invariant($"squeeze-excite, {se.Reduced} reduced"),
        WindowAttentionLayer attention => Attention(attention),
        _ => Words(layer),
    };

    /// <summary>The kind of block and what in it looks beyond one cell: "iRMB: attention 7x7, 4 heads; depthwise 3x3".</summary>
    public static string Describe(LayerBlock block)
    {
        string kind = block.Summary.Split(':')[0];
        string operators = string.Join("; ", block.Layers.Where(LooksBeyondOneCell).Select(Describe));
        return operators.Length == 0 ? kind : $"{kind}: {operators}";
    }

    private static bool LooksBeyondOneCell(Layer layer) => layer is WindowAttentionLayer or ConvolutionLayer { Kernel: > 1 };

    private static string Convolution(ConvolutionLayer conv)
    {
        bool isDepthwise = conv.Groups > 1 && conv.Groups == conv.Input.Channels;
        string text = isDepthwise
            ? FormattableString.Invariant($"depthwise {conv.Kernel}x{conv.Kernel}")
            : FormattableString.Invariant($"conv {conv.Kernel}x{conv.Kernel}");
        if (conv.Stride > 1)
            text += FormattableString.Invariant($", stride {conv.Stride}");
        if (conv.Dilation > 1)
            text += FormattableString.Invariant($", dilation {conv.Dilation}");
        if (conv.Groups > 1 && !isDepthwise)
            text += FormattableString.Invariant($", {conv.Groups} groups");
        return text;
    }

    private static string Attention(WindowAttentionLayer attention)
    {
        string text = FormattableString.Invariant($"attention {attention.WindowHeight}x{attention.WindowWidth}, {attention.Heads} heads");
        return attention.Value is { } value ? $"{text}, value before, {value.Activation.DisplayName()}" : text;
    }

    /// <summary>The words of a record's name: GlobalMeanLayer is "global mean".</summary>
    private static string Words(Layer layer) =>
        Regex.Replace(layer.GetType().Name.Replace("Layer", ""), "(?<=[a-z])(?=[A-Z])", " ").ToLowerInvariant();
}

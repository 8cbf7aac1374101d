using System.Globalization;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// A meta mobile block in upstream's order: norm; the sum of what expands (<c>model/emo.py</c> iRMB, <c>model/lib_emo/emo2.py</c> i2RMB);
/// depthwise; squeeze-excite; inner skip; project; layer scale; skip.
/// </summary>
internal sealed class ResidualBlockBuilder(BlockSpec block, int width, BlockNames names, Layer input, BlockList blocks)
{
    private readonly LayerChain _chain = blocks.NewChain(input);
    private readonly int _inputWidth = input.Output.Channels;
    private readonly int _mid = block.ExpandedWidth(input.Output.Channels);

    private NormKind NormBehind => block.Norm.Placement == NormPlacement.Behind ? block.Norm.Kind : NormKind.None;

    public LayerBlock Build(BlockId id)
    {
        bool skip = block.HasSkip(_inputWidth, width);
        var norm = block.Norm.Placement == NormPlacement.Before
            ? _chain.Norm(names.Norm, block.Norm.Kind, block.Norm.Epsilon)
            : null;
        var operators = Expand();
        var expanded = _chain.Last;
        var layers = new ResidualLayers(
            norm,
            operators.ToEquatableArray(),
            Depthwise(),
            _chain.SqueezeExcite(names.SqueezeExcite, block.SqueezeExcite, block.Activation),
            skip && block.InnerSkip ? _chain.Add(expanded) : null,
            Project(),
            block.LayerScale ? _chain.Scale(names.LayerScale) : null,
            skip ? _chain.Add(input) : null);
        return _chain.ToBlock(id, Title(), Detail()) with { Residual = layers };
    }

    private List<OperatorLayers> Expand()
    {
        var normed = _chain.Last;
        var operators = new List<OperatorLayers>();
        foreach (var (kind, kernelSize, groups) in block.Expand)
        {
            var sum = operators.Count == 0 ? null : _chain.Last;
            _chain.ReadFrom(normed);
            var operatorNames = names.Operators[operators.Count];
            var layers = kind.Attends()
                ? Attend(operatorNames, WindowKindOf(kind), block.Attention!)
                : new OperatorLayers(Attention: null, Convolution(operatorNames, kernelSize, groups), Sum: null);
            operators.Add(sum is null ? layers : layers with { Sum = _chain.Add(sum) });
        }

        return operators;
    }

    private static WindowKind WindowKindOf(ExpandKind kind) => kind switch
    {
        ExpandKind.Remote => WindowKind.Remote,
        ExpandKind.Close => WindowKind.Close,
        ExpandKind.Hybrid => WindowKind.Hybrid,
        ExpandKind.Plain => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A convolution has no windows."),
    };

    private OperatorLayers Attend(OperatorNames operatorNames, WindowKind kind, AttentionSpec attention)
    {
        int heads = _inputWidth / attention.HeadWidth;
        int groups = attention.GroupedValue ? heads : 1;
        var value = attention.HasValueBefore ? new ValueProjection(_mid, groups, block.Activation) : null;
        var layer = _chain.WindowAttention(operatorNames.Attention, kind, attention.Window, heads, block.Bias, value);
        return new OperatorLayers(layer, value is null ? Convolution(operatorNames, kernelSize: 1, groups) : null, Sum: null);
    }

    private ConvolutionLayers Convolution(OperatorNames operatorNames, int kernelSize, int groups) => new(
        _chain.Convolution(operatorNames.Convolution, _mid, kernelSize, stride: 1, groups, block.Bias),
        _chain.Norm(operatorNames.Norm, NormBehind, block.Norm.Epsilon),
        _chain.Activation(block.Activation));

    private ConvolutionLayers? Depthwise() => block.Depthwise is { } depthwise
        ? new ConvolutionLayers(
            _chain.Convolution(names.Depthwise, _mid, depthwise.KernelSize, block.Stride, groups: _mid, bias: false),
            _chain.Norm(names.DepthwiseNorm, depthwise.Norm, block.Norm.Epsilon),
            _chain.Activation(depthwise.Activation))
        : null;

    private ConvolutionLayers Project() => new(
        _chain.Convolution(names.Project, width, kernelSize: 1, stride: 1, groups: 1, bias: false),
        _chain.Norm(names.ProjectNorm, NormBehind, block.Norm.Epsilon),
        Activation: null);

    /// <summary>EMO's iRMB has one operator and its norm before it; the others are what the EMO paper calls meta mobile blocks.</summary>
    private string Title()
    {
        bool isHybrid = block.Expand.Any(each => each.Kind is ExpandKind.Close or ExpandKind.Hybrid);
        return isHybrid ? "i2RMB" : block.Norm.Placement == NormPlacement.Behind ? "inverted residual" : "iRMB";
    }

    private string Detail()
    {
        var operations = new List<string>();
        foreach (var (kind, kernelSize, groups) in block.Expand)
        {
            if (kind.Attends())
                operations.Add(AttentionDetail(WindowKindOf(kind), block.Attention!));
            else if (groups > 1)
                operations.Add($"expanded by {kernelSize}x{kernelSize} of {groups} groups");
            else if (kernelSize > 1)
                operations.Add($"expanded by {kernelSize}x{kernelSize}");
        }

        if (block.Depthwise is { } depthwise)
            operations.Add($"depthwise {depthwise.KernelSize}x{depthwise.KernelSize}");
        string operation = operations.Count == 0 ? "no operator" : string.Join(", ", operations);
        string expansion = block.Expansion.ToString(CultureInfo.InvariantCulture);
        return $"{input.Output} -> {_chain.Last.Output}, expansion {expansion} (mid {_mid}), {operation}";
    }

    private string AttentionDetail(WindowKind kind, AttentionSpec attention)
    {
        string window = attention.Window > 0 ? $"window {attention.Window}" : "global window";
        return $"{window} {kind.DisplayName()}attention of {_inputWidth / attention.HeadWidth} heads";
    }
}

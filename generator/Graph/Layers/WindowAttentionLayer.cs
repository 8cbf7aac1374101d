using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// Multi-head attention within windows, over a map that is zero-padded right and bottom to a multiple of the window. The window is
/// resolved: it never is 0. The query-key convolution is <c>Name.qk.conv</c>. With <see cref="Value"/> null the input itself is the value,
/// else <c>Name.v.conv</c> and its activation are applied to the padded input first.
/// A hybrid attention is the sum of both patterns. Upstream puts the contiguous windows of one whose value is the input back in the wrong
/// pattern (<c>forward</c> of <c>Attn_Hybrid</c> in <c>model/lib_emo/emo2.py</c>), which <see cref="ScattersTiles"/> says: token (a, b) of
/// contiguous window (i, j) lands where the dilated grid has it.
/// </summary>
internal sealed record WindowAttentionLayer(
    int Id,
    string Name,
    EquatableArray<int> Inputs,
    MapShape Input,
    MapShape Output,
    WindowKind Kind,
    int WindowHeight,
    int WindowWidth,
    int Heads,
    bool Bias,
    ValueProjection? Value)
    : Layer(Id, Name, Inputs, Output)
{
    public int HeadWidth => Input.Channels / Heads;

    /// <summary>Whether the contiguous windows of a hybrid attention are put back in the dilated pattern.</summary>
    public bool ScattersTiles => Kind == WindowKind.Hybrid && Value is null;

    /// <summary>Windows down the map; of the dilated grid also the distance in cells between vertical neighbours of one window.</summary>
    public int WindowRows => (Input.Height + WindowHeight - 1) / WindowHeight;

    /// <summary>Windows across the map; of the dilated grid also the distance in cells between horizontal neighbours.</summary>
    public int WindowColumns => (Input.Width + WindowWidth - 1) / WindowWidth;

    /// <summary>Cells of one window.</summary>
    public int WindowTokens => WindowHeight * WindowWidth;

    /// <summary>Cells of the padded map.</summary>
    public long Tokens => (long)WindowRows * WindowColumns * WindowTokens;

    public override GraphCost Cost
    {
        get
        {
            int channels = Input.Channels;
            long scores = Kind.Patterns() * Tokens * WindowTokens;
            var products = new GraphCost(Parameters: 0, MultiplyAdds: scores * (channels + Output.Channels));
            var cost = GraphCost.OfProducts(2 * channels, channels, Bias, Tokens) + products;
            return Value is null ? cost : cost + GraphCost.OfProducts(Value.Width, channels / Value.Groups, Bias, Tokens);
        }
    }

    public override IReadOnlyList<StateTensors> Tensors
    {
        get
        {
            int channels = Input.Channels;
            var queryKey = StateTensors.Convolution(RowName, 2 * channels, channels, kernelSize: 1, Bias);
            return Value is null
                ? [queryKey]
                : [queryKey, StateTensors.Convolution($"{Name}.v.conv", Value.Width, channels / Value.Groups, kernelSize: 1, Bias)];
        }
    }

    public override string Description
    {
        get
        {
            string kind = Kind.DisplayName();
            string text = FormattableString.Invariant($"{kind}attention {WindowHeight}x{WindowWidth}, {Heads} heads");
            return Value is null ? text : $"{text}, value before, {Value.Activation.DisplayName()}";
        }
    }

    public override bool IsOperator => true;

    public override int ZeroCells => 0;

    public override bool JoinsRowOf(Layer before) => false;

    /// <summary>Its own name is the operator's.</summary>
    public override string RowName => $"{Name}.qk.conv";
}

/// <summary>The value projection of an attention that has it before the product.</summary>
internal sealed record ValueProjection(int Width, int Groups, ActivationKind Activation);

namespace Emo.Codegen.Specs;

/// <summary>The operators of a block besides its 1x1 convolutions: the paper's design space.</summary>
internal enum OperatorKind
{
    Depthwise,
    Attention,
    Both,
    None,
}

/// <summary>What is in a block with an operator.</summary>
internal static class OperatorParts
{
    public static bool HasDepthwise(this OperatorKind kind) => kind switch
    {
        OperatorKind.Depthwise or OperatorKind.Both => true,
        OperatorKind.Attention or OperatorKind.None => false,
    };

    public static bool HasAttention(this OperatorKind kind) => kind switch
    {
        OperatorKind.Attention or OperatorKind.Both => true,
        OperatorKind.Depthwise or OperatorKind.None => false,
    };
}

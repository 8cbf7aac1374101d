namespace Emo.Codegen.Specs;

/// <summary>
/// One of the operators with which a block expands its normed input. The kernel size and the groups are those of
/// <see cref="ExpandKind.Plain"/>, 1 for the others.
/// </summary>
internal sealed record ExpandOperator(ExpandKind Kind, int KernelSize = 1, int Groups = 1);

/// <summary>Upstream's <c>hybrid_eops</c>.</summary>
internal enum ExpandKind
{
    /// <summary>A convolution.</summary>
    Plain,

    /// <summary>Attention within windows of a dilated grid: cells that lie far from each other.</summary>
    Remote,

    /// <summary>Attention within contiguous windows.</summary>
    Close,

    /// <summary>The sum of both, with the same queries, keys and values.</summary>
    Hybrid,
}

/// <summary>How kinds of operators differ.</summary>
internal static class ExpandKindProperties
{
    public static bool Attends(this ExpandKind kind) => kind switch
    {
        ExpandKind.Remote or ExpandKind.Close or ExpandKind.Hybrid => true,
        ExpandKind.Plain => false,
    };
}

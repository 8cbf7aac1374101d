namespace Emo.Codegen.Graph;

/// <summary>
/// A block is what one generated method computes: the stem, an iRMB, a lateral, a branch of the head. <see cref="Title"/> says in a word or
/// two what it is, <see cref="Detail"/> what it does to its input.
/// </summary>
internal sealed record LayerBlock(BlockId Id, string Title, string Detail, EquatableArray<Layer> Layers)
{
    /// <summary>The parts of a block of the backbone.</summary>
    public ResidualLayers? Residual { get; init; }

    /// <summary>The parts of the stem.</summary>
    public StemLayers? Stem { get; init; }

    /// <summary>The parts of a block that a planner takes, which are all of its layers.</summary>
    /// <exception cref="InvalidOperationException">A layer is missing in the parts, or is not the block's.</exception>
    public T Parts<T>(T? parts)
        where T : class, IBlockParts
    {
        if (parts is null)
            throw new InvalidOperationException($"{Name}: the block does not list its parts.");
        var listed = parts.Layers.OfType<Layer>().ToList();
        if (Layers.Except(listed).Concat(listed.Except(Layers)).FirstOrDefault() is { } odd)
            throw new InvalidOperationException($"{Name}: nobody plans layer {odd.Id}, {odd.GetType().Name}.");
        return parts;
    }

    public string Name => Id.Name;

    public Layer Last => Layers[Layers.Count - 1];

    public string Summary => $"{Title}: {Detail}";

    /// <summary>For the layer table, what it is and its operators: "iRMB: attention 7x7, 4 heads; depthwise 3x3".</summary>
    public string Description
    {
        get
        {
            string operators = string.Join("; ", Layers.Where(layer => layer.IsOperator).Select(layer => layer.Description));
            return operators.Length == 0 ? Title : $"{Title}: {operators}";
        }
    }
}

using System.Collections.Immutable;

namespace Emo;

/// <summary>
/// The layer table of a compiled model, as its <c>Describe()</c> gives it. <see cref="ToString()"/> formats it with a line for each
/// block and layer, <see cref="ToString(bool)"/> also with those of the blocks alone.
/// </summary>
/// <param name="Model">Name, totals, memory and preprocessing.</param>
/// <param name="Blocks">Stem, iRMBs and head, in the order of execution.</param>
public sealed record ModelSummary(ModelInfo Model, ImmutableArray<BlockSummary> Blocks)
{
    /// <summary>The table for people, some 115 columns wide, the same under any culture. It ends without a line break.</summary>
    public override string ToString() => ToString(layers: true);

    /// <summary>The table for people.</summary>
    /// <param name="layers">False leaves out the layers and keeps the blocks.</param>
    public string ToString(bool layers) => SummaryTable.Format(this, layers);
}

/// <summary>A block of the network: what one generated method computes.</summary>
/// <param name="Name">The prefix of its tensors in the state dict: <c>stage0</c> (the stem), <c>stage1.0</c>, ..., <c>head</c>.</param>
/// <param name="Description">What kind of block it is, and its operators that look beyond one cell.</param>
/// <param name="Layers">Its layers in order; at least one.</param>
public sealed record BlockSummary(string Name, string Description, ImmutableArray<LayerSummary> Layers)
{
    /// <summary>The shape of what it hands on.</summary>
    public FeatureShape Output => Layers[^1].Output;

    /// <summary>Trainable parameters, as PyTorch counts them.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>Multiply-adds of its convolutions, attention products and linear layers.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>Name, description and shape, such as <c>stage1.0: iRMB -> [32, 56, 56]</c>.</summary>
    public override string ToString() => $"{Name}: {Description} -> {Output}";
}

/// <summary>A layer, together with the norm, activation and sum that are applied to its output at once.</summary>
/// <param name="Name">The prefix of its tensors in the state dict; empty if it has none.</param>
/// <param name="Operators">The operators in words: <c>conv 1x1, SiLU</c>.</param>
/// <param name="Output">The shape of its result.</param>
/// <param name="Parameters">Trainable parameters, as PyTorch counts them.</param>
/// <param name="MultiplyAdds">Multiply-adds of one prediction.</param>
/// <param name="Arena">
/// Where in the arena the result is written. Null if it never is: the layer was folded into another one, as a batch norm into
/// the convolution behind it. A range smaller than the result holds some of its rows at a time.
/// </param>
public sealed record LayerSummary(
    string Name, string Operators, FeatureShape Output, long Parameters, long MultiplyAdds, ArenaRange? Arena)
{
    /// <summary>Name, operators and shape, such as <c>stage1.0.conv: conv 1x1, SiLU -> [32, 56, 56]</c>.</summary>
    public override string ToString() => $"{(Name.Length == 0 ? "" : $"{Name}: ")}{Operators} -> {Output}";
}

/// <summary>A piece of the arena, the scratch memory of an instance.</summary>
/// <param name="Offset">Where it starts, in bytes.</param>
/// <param name="Bytes">Its length. Cells hold their channels padded to 16 floats, so that a map needs more than its values.</param>
public readonly record struct ArenaRange(long Offset, long Bytes)
{
    /// <summary>Length and place, such as <c>50176 bytes at 1024</c>.</summary>
    public override string ToString() => $"{Bytes} bytes at {Offset}";
}

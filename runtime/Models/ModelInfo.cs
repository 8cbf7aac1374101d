using System.Collections.Immutable;

namespace Emo;

/// <summary>What a compiled model is: its name, shapes, cost and preprocessing.</summary>
/// <param name="Name">The name of the spec that it was compiled from.</param>
/// <param name="Preprocessing">How a picture becomes the input; holds the input's height and width.</param>
/// <param name="ParameterCount">Trainable parameters, as PyTorch counts them.</param>
/// <param name="MultiplyAdds">Multiply-adds of the convolutions, attention products and linear layers of one prediction.</param>
/// <param name="WeightBytes">Bytes of the packed weights, shared by all instances made by <c>Fork</c>.</param>
/// <param name="ArenaBytes">Bytes of scratch memory of one instance.</param>
/// <param name="ScratchBytes">What each further thread of a <see cref="ThreadTeam"/> adds to it.</param>
/// <param name="Labels">Class names in logit order; empty when the spec names none.</param>
/// <param name="PackingId">
/// Identifies the order and layout of the packed weights: a file of <c>SaveWeights</c> loads where it is the same.
/// </param>
public sealed record ModelInfo(
    string Name,
    Preprocessing Preprocessing,
    long ParameterCount,
    long MultiplyAdds,
    long WeightBytes,
    long ArenaBytes,
    long ScratchBytes,
    ImmutableArray<string> Labels,
    UInt128 PackingId)
{
    /// <summary>The label of class <paramref name="index"/>, or <c>class 17</c> when the spec names none.</summary>
    public string LabelOf(int index) => Labels.IsEmpty ? NumberedLabels.Of(index) : Labels[index];
}

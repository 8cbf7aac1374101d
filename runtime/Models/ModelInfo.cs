using System.Collections.Immutable;
using System.Globalization;

namespace Emo;

/// <summary>What a compiled model is: its name, shapes, cost and preprocessing.</summary>
public sealed record ModelInfo
{
    /// <summary>The name of the spec that it was compiled from.</summary>
    public required string Name { get; init; }

    /// <summary>How a picture becomes the input; holds the input's height and width.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>Trainable parameters, as PyTorch counts them.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>Multiply-adds of the convolutions, attention products and linear layers of one prediction.</summary>
    public required long MultiplyAdds { get; init; }

    /// <summary>Bytes of the packed weights, shared by all instances made by <c>Fork</c>.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Bytes of scratch memory of one instance.</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>What each further thread of a <see cref="ThreadTeam"/> adds to it.</summary>
    public required long ScratchBytes { get; init; }

    /// <summary>
    /// Class names in logit order: those of the attribute or the spec, else those that came with the weights. Empty when neither names any.
    /// </summary>
    public ImmutableArray<string> Labels { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// Identifies the order and layout of the packed weights: a file of <c>SaveWeights</c> loads where it is the same.
    /// </summary>
    public required UInt128 PackingId { get; init; }

    /// <summary>The label of a class, or <c>class 17</c> when there are no labels.</summary>
    /// <param name="index">The class: 0 to the number of classes - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative, or there is no such class.</exception>
    public string LabelOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (Labels.IsEmpty)
            return NumberedLabels.Of(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Labels.Length);
        return Labels[index];
    }

    /// <summary>
    /// Ranks the classes of a prediction by their logits, the largest first, equal ones by index; probabilities are the
    /// softmax over all logits, whatever <paramref name="top"/> is.
    /// </summary>
    /// <param name="logits">One value for each class. Negative infinity is a class of probability 0.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <exception cref="ArgumentException">There are no logits, or not as many as the model has labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is less than 1.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// A logit is NaN or positive infinity, or all are negative infinity: no probabilities follow from that.
    /// </exception>
    public Classification[] Rank(ReadOnlySpan<float> logits, int top = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var classes = new Classification[Math.Min(top, logits.Length)];
        Rank(logits, classes);
        return classes;
    }

    /// <summary>The same into memory of the caller's. Allocates nothing.</summary>
    /// <inheritdoc cref="Rank(ReadOnlySpan{float}, int)"/>
    /// <param name="logits">One value for each class. Negative infinity is a class of probability 0.</param>
    /// <param name="classes">Receives the most probable classes, the first one first, as many as there is room for.</param>
    /// <returns>How many were written.</returns>
    public int Rank(ReadOnlySpan<float> logits, Span<Classification> classes)
    {
        if (logits.IsEmpty || (!Labels.IsEmpty && Labels.Length != logits.Length))
        {
            string expected = Labels.IsEmpty ? "at least one" : $"{Labels.Length}";
            throw new ArgumentException($"{Name} has {expected} logits, not {logits.Length}.", nameof(logits));
        }

        return Ranking.Rank(this, logits, classes);
    }

    /// <summary>Name, parameters, multiply-adds and input, such as <c>emo-1m: 1.36 M parameters, 255.2 M multiply-adds, ...</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {ParameterCount / 1e6:0.##} M parameters, {MultiplyAdds / 1e6:0.#} M multiply-adds, " +
        $"input {Preprocessing.InputWidth}x{Preprocessing.InputHeight}");
}

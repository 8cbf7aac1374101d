using System.Globalization;

namespace Emo;

/// <summary>One class of a prediction.</summary>
/// <param name="Index">The class: 0 to the number of classes - 1.</param>
/// <param name="Label">The class's name, or <c>class 17</c> when the model has no labels.</param>
/// <param name="Probability">The softmax over all logits, 0 to 1.</param>
public readonly record struct Classification(int Index, string Label, float Probability)
{
    /// <summary>Label and probability, such as <c>tabby cat 92.7 %</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Label} {100 * Probability:0.0} %");
}

namespace Emo.Train.Training;

/// <summary>How good a network is on the held-out pictures.</summary>
/// <param name="Value">0 to 1.</param>
/// <param name="Parts">That of each class or another measure, by name.</param>
internal sealed record Accuracy(double Value, IReadOnlyList<(string Name, double Value)> Parts);

/// <summary>Measures the generated class with some weights.</summary>
internal interface IAccuracyMeter
{
    /// <summary>What is measured: <c>mean AP</c>.</summary>
    string Name { get; }

    /// <summary>How many held-out pictures there are.</summary>
    int Pictures { get; }

    /// <exception cref="PictureException">A picture cannot be read.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are not finite.</exception>
    Accuracy Measure(IEmoModel model, int threads);
}

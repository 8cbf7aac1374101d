using System.Globalization;

namespace Emo.Train.Training;

/// <summary>How a network is trained. The defaults are those of the two networks that this project trained.</summary>
internal sealed record TrainingOptions
{
    /// <summary>How often each picture is shown; null where <see cref="Minutes"/> says how long.</summary>
    public int? Epochs { get; init; }

    /// <summary>The minutes to train, with the measuring; null where <see cref="Epochs"/> says how long.</summary>
    public double? Minutes { get; init; }

    /// <summary>How long, as the command line has it: <c>--epochs 100</c>.</summary>
    public string Length => Minutes is { } minutes ? $"--minutes {Text(minutes)}" : $"--epochs {Epochs}";

    /// <summary>The pictures of a step.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>The highest learning rate.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>The steps until then.</summary>
    public int WarmUp { get; init; } = 200;

    public double WeightDecay { get; init; } = 0.05;

    /// <summary>The longest gradient, over all parameters together.</summary>
    public double Clip { get; init; } = 5;

    /// <summary>How much of the moving average stays in a step.</summary>
    public double Average { get; init; } = 0.998;

    /// <summary>Everything random follows from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the backbone stays as it is.</summary>
    public bool FreezeBackbone { get; init; }

    /// <summary>What else belongs to the run: the data, the loss.</summary>
    public IEnumerable<KeyValuePair<string, string>> Others { get; init; } = [];

    /// <summary>What a run that is resumed must have in common with its beginning, by the option's name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("--batch", Text(Batch)),
        new("--lr", Text(LearningRate)),
        new("--warm-up", Text(WarmUp)),
        new("--weight-decay", Text(WeightDecay)),
        new("--clip", Text(Clip)),
        new("--average", Text(Average)),
        new("--seed", Text(Seed)),
        new("--freeze", FreezeBackbone ? "backbone" : "nothing"),
        .. Others,
    ];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Globalization;
using Emo.Tool;
using Emo.Train.Objectives;

namespace Emo.Train.Commands;

/// <summary><c>--class-weights</c>: how much each class counts in the loss.</summary>
internal sealed class ClassWeightsOption
{
    private const string Balanced = "balanced";
    private const float Most = 10_000;

    private readonly Option<string?> _option = new("--class-weights")
    {
        Description = "How much each class counts: 'balanced' by how often it is there, or a number for each, '1,2.5'.",
    };

    public ClassWeightsOption(Command command)
    {
        command.Options.Add(_option);
        _option.Validators.Add(result =>
        {
            string text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (text != Balanced && Numbers(text) is null)
                result.AddError($"--class-weights takes 'balanced' or numbers above 0 such as '1,2.5', not '{text}'.");
        });
    }

    /// <summary>What the command line says, as it is.</summary>
    public string Text(ParseResult result) => result.GetValue(_option) ?? "";

    /// <param name="result">The command line.</param>
    /// <param name="labels">The names of the classes.</param>
    /// <param name="counts">How often each class is there.</param>
    /// <exception cref="ToolException">There are more or fewer classes.</exception>
    public float[]? Get(ParseResult result, IReadOnlyList<string> labels, Func<long[]> counts)
    {
        string? text = result.GetValue(_option);
        if (text is null)
            return null;
        float[] weights = text == Balanced ? ClassWeights.Balanced(counts()) : Numbers(text)!;
        return weights.Length == labels.Count
            ? weights
            : throw new ToolException($"--class-weights has {weights.Length} numbers, and there are {labels.Count} classes.");
    }

    private static float[]? Numbers(string text)
    {
        var numbers = new List<float>();
        foreach (string part in text.Split(','))
        {
            bool isNumber = float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float number);
            if (!isNumber || number is not (> 0 and <= Most))
                return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }
}

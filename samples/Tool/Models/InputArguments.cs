using System.CommandLine;
using Emo.Samples;

namespace Emo.Tool.Models;

/// <summary>What a network is shown: a picture, or numbers at random.</summary>
internal sealed class InputArguments
{
    private readonly Option<string?> _picture = ToolCommands.File("--picture", "A PNG or JPEG file to show the network.");
    private readonly Option<int> _seed = ProgramOptions.Number(
        ["--seed"], 0, int.MaxValue, "a whole number, at least 0", otherwise: 1, "Without a picture, the input is noise of this seed.");

    public InputArguments(Command command)
    {
        command.Options.Add(_picture);
        command.Options.Add(_seed);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_picture) is not null && result.GetResult(_seed) is { Implicit: false })
                result.AddError("--picture and --seed exclude each other.");
        });
    }

    /// <summary>Whether the command line says what to show.</summary>
    public bool IsGiven(ParseResult result) => result.GetValue(_picture) is not null || result.GetResult(_seed) is { Implicit: false };

    /// <summary>What the input is, for the output.</summary>
    public string Describe(ParseResult result) =>
        result.GetValue(_picture) is { } picture ? $"picture {Terminal.Plain.Name(picture)}" : $"noise of seed {result.GetValue(_seed)}";

    /// <summary>Planar and normalised, for this network.</summary>
    /// <exception cref="PictureException">The picture cannot be decoded.</exception>
    public float[] Of(ParseResult result, ModelInfo model)
    {
        float[] input = new float[model.Preprocessing.InputLength];
        if (result.GetValue(_picture) is { } picture)
            model.Preprocessing.Apply(Picture.Open(picture), input);
        else
            Noise(input, result.GetValue(_seed));
        return input;
    }

    /// <summary>In the range of a normalised picture.</summary>
    private static void Noise(float[] input, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < input.Length; i++)
            input[i] = (4 * random.NextSingle()) - 2;
    }
}

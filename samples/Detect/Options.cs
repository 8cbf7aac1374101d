using System.CommandLine;
using System.Globalization;

namespace Emo.Samples.Detect;

/// <summary>The command line.</summary>
internal sealed class Options
{
    private const int MostObjects = 200;
    private const int ObjectsOfNoise = 12;

    private static string Thresholds => string.Join(
        ", ",
        ModelChoice.All.GroupBy(model => model.Threshold).Select(models => string.Create(
            CultureInfo.InvariantCulture, $"{models.Key} for {string.Join(", ", models.Select(model => model.Name))}")));

    private readonly Argument<string[]> _paths = new("pictures")
    {
        Description = "PNG or JPEG files, or folders of them. Without any, the picture that is inside the program for the network.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _model = new("--model", "-m")
    {
        Description = "The network. That of the default has trained weights inside the program and finds blood cells.",
        DefaultValueFactory = _ => ModelChoice.Default,
    };

    private readonly Option<string?> _weights = ProgramOptions.Name(
        ["--weights", "-w"],
        "the name of a file of weights",
        "The weights: an mmdetection checkpoint (.pth), a .safetensors file, or a file of SaveWeights.");

    private readonly Option<bool> _random = new("--random-weights")
    {
        Description = "Noise instead of weights: shows that the program works, and nothing about the pictures.",
    };

    private readonly Option<float?> _threshold = ProgramOptions.Number(
        ["--threshold", "-t"],
        0f,
        1f,
        "a score from 0 to 1",
        "Show objects with a higher score than this, 0 to 1. [default: " + Thresholds + "]");

    private readonly Option<int> _max = ProgramOptions.Number(
        ["--max"],
        1,
        MostObjects,
        $"a number from 1 to {MostObjects}",
        otherwise: MostObjects,
        "Show at most so many objects of a picture, the best ones: by default 12 where the weights are noise and everything is an object.");

    private readonly Option<string?> _output = ProgramOptions.Name(
        ["--output", "-o"],
        "the name of a folder",
        "The folder for the annotated pictures: this one, unless it is given. With --json, none are drawn unless it is given.");

    private readonly Option<bool> _jpeg = ProgramOptions.Jpeg();

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document, all boxes in pixels of the picture." };

    public RootCommand Command(Func<Options, ParseResult, int> run)
    {
        _model.AcceptOnlyFromAmong([.. ModelChoice.All.Select(model => model.Name)]);
        var command = new RootCommand(
            "Finds objects in pictures and draws boxes around them, with a network that was compiled into this program by Emo.Codegen.")
        {
            _paths, _model, _weights, _random, _threshold, _max, _output, _jpeg, _json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_random) && result.GetResult(_weights) is not null)
                result.AddError("--weights and --random-weights exclude each other.");
        });
        command.SetAction(result => run(this, result));
        return command;
    }

    public string[] Paths(ParseResult result) => result.GetValue(_paths) ?? [];

    public string Model(ParseResult result) => result.GetValue(_model)!;

    public bool IsModelGiven(ParseResult result) => result.GetResult(_model) is { Implicit: false };

    public string? Weights(ParseResult result) => result.GetValue(_weights);

    public bool RandomWeights(ParseResult result) => result.GetValue(_random);

    /// <summary>Null: the model's own.</summary>
    public float? Threshold(ParseResult result) => result.GetValue(_threshold);

    public int Max(ParseResult result) =>
        RandomWeights(result) && result.GetResult(_max) is null or { Implicit: true } ? ObjectsOfNoise : result.GetValue(_max);

    /// <summary>What annotated pictures are.</summary>
    public string Extension(ParseResult result) => result.GetValue(_jpeg) ? "jpg" : "png";

    /// <summary>Null: no pictures are drawn.</summary>
    public string? Output(ParseResult result) => result.GetValue(_output) ?? (Json(result) ? null : ".");

    public bool Json(ParseResult result) => result.GetValue(_json);
}

using System.CommandLine;

namespace Emo.Samples.Segment;

/// <summary>The command line.</summary>
internal sealed class Options
{
    private readonly Argument<string[]> _paths = new("pictures")
    {
        Description = "PNG or JPEG files, or folders of them. Without any, the picture that is inside the program for the network.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _model = new("--model", "-m")
    {
        Description = "The network. That of the default has trained weights inside the program and finds nuclei of cells.",
        DefaultValueFactory = _ => ModelChoice.Default,
    };

    private readonly Option<string?> _weights = ProgramOptions.Name(
        ["--weights", "-w"],
        "the name of a file of weights",
        "The weights: an mmsegmentation checkpoint (.pth), a .safetensors file, or a file of SaveWeights.");

    private readonly Option<bool> _random = new("--random-weights")
    {
        Description = "Noise instead of weights: shows that the program works, and nothing about the pictures.",
    };

    private readonly Option<float> _threshold = ProgramOptions.Number(
        ["--threshold", "-t"],
        0,
        1,
        "a part of the picture from 0 to 1",
        otherwise: 0.001f,
        "Name the classes that cover more than this part of the picture, 0 to 1.");

    private readonly Option<string?> _output = ProgramOptions.Name(
        ["--output", "-o"],
        "the name of a folder",
        "The folder for the annotated pictures (NAME.segmented.png) and, where the network tells things from a background and its " +
        "weights are not noise, for the label maps (NAME.labels.png): this one, unless it is given. With --json, none are drawn " +
        "unless it is given.");

    private readonly Option<bool> _count = new("--count", "-c")
    {
        Description = "Count the regions: pixels of one class that touch at a side or a corner. Says area, centre and box of each.",
    };

    private readonly Option<int?> _smallest = ProgramOptions.Number(
        ["--min-area"],
        1,
        int.MaxValue,
        "a number of pixels, at least 1",
        "Leave out regions of fewer pixels than this; counts them, as --count does.");

    private readonly Option<bool> _jpeg = ProgramOptions.Jpeg();

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document: the classes of each picture and how much of it they cover.",
    };

    public RootCommand Command(Func<Options, ParseResult, int> run)
    {
        _model.AcceptOnlyFromAmong([.. ModelChoice.All.Select(model => model.Name)]);
        var command = new RootCommand(
            "Finds the class of every pixel and paints it over the picture, " +
            "with a network that was compiled into this program by Emo.Codegen.")
        {
            _paths, _model, _weights, _random, _threshold, _count, _smallest, _output, _jpeg, _json,
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

    public float Threshold(ParseResult result) => result.GetValue(_threshold);

    /// <summary>The pixels that a region has at least; null: nobody asks for regions.</summary>
    public int? SmallestRegion(ParseResult result) => result.GetValue(_smallest) ?? (result.GetValue(_count) ? 1 : null);

    /// <summary>What annotated pictures are; label maps are PNG files always.</summary>
    public string Extension(ParseResult result) => result.GetValue(_jpeg) ? "jpg" : "png";

    /// <summary>Null: no pictures are drawn.</summary>
    public string? Output(ParseResult result) => result.GetValue(_output) ?? (Json(result) ? null : ".");

    public bool Json(ParseResult result) => result.GetValue(_json);
}

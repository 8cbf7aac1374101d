using System.CommandLine;

namespace Emo.Samples.Classify;

/// <summary>The command line.</summary>
internal sealed class Options
{
    private readonly Argument<string[]> _paths = new("pictures")
    {
        Description = "PNG or JPEG files, or folders of them. Without any, the pictures inside the program.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _model = new("--model", "-m")
    {
        Description = "The network. Its official weights are not part of the program: see --weights.",
        DefaultValueFactory = _ => ModelChoice.Embedded,
    };

    private readonly Option<string?> _weights = ProgramOptions.Name(
        ["--weights", "-w"],
        "the name of a file of weights",
        "The weights: a PyTorch .pth, a .safetensors file, or a file of --save-packed. " +
        "emo-cifar10 has trained weights inside the program.");

    private readonly Option<string?> _savePacked = ProgramOptions.Name(
        ["--save-packed"],
        "the name of a file to write",
        "Write the weights as the network keeps them in memory to this file, which loads faster than the checkpoint, " +
        "and classify nothing.");

    private readonly Option<int> _top = ProgramOptions.Number(
        ["--top", "-k"], 1, int.MaxValue, "a number of classes, at least 1", otherwise: 5, "How many classes to show for each picture.");

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document instead of bars, or of the table of --profile.",
    };

    private readonly Option<string?> _dump = ProgramOptions.Name(
        ["--dump"],
        "the name of a file to write",
        "Write the input and every block's output for the first picture to this safetensors file, and classify nothing.");

    private readonly Option<string?> _compare = ProgramOptions.Name(
        ["--compare"],
        "the name of a file",
        "Compare every block's output with this file (safetensors or .pth, tensors by block name), " +
        "and say which block is the first that differs. Exits with 1 if one does. Its tensor 'input', if it has one, is the input.");

    private readonly Option<double> _tolerance = ProgramOptions.Number(
        ["--tolerance"],
        0,
        double.MaxValue,
        "a fraction, at least 0",
        otherwise: 1e-4,
        "How much a block of --compare may differ, as a fraction of the reference's largest value.");

    private readonly Option<bool> _profile = new("--profile")
    {
        Description = "Time each block of the network with the first picture, one thread, and classify nothing.",
    };

    private readonly Option<bool> _bench = new("--bench")
    {
        Description = "Also time the network: predictions of the first picture, one thread.",
    };

    public RootCommand Command(Func<Options, ParseResult, int> run)
    {
        _model.AcceptOnlyFromAmong([.. ModelChoice.All.Select(model => model.Name)]);
        var command = new RootCommand("Classifies pictures with a network that was compiled into this program by Emo.Codegen.")
        {
            _paths, _model, _weights, _top, _json, _bench, _savePacked, _dump, _compare, _tolerance, _profile,
        };
        command.Subcommands.Add(SummaryCommand.Create());
        command.Validators.Add(result =>
        {
            Option[] instead = [_savePacked, _dump, _compare, _profile];
            if (instead.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
                result.AddError("--save-packed, --dump, --compare and --profile each do something else than classify: give one of them.");
        });
        command.SetAction(result => run(this, result));
        return command;
    }

    public string[] Paths(ParseResult result) => result.GetValue(_paths) ?? [];

    public string Model(ParseResult result) => result.GetValue(_model)!;

    public string? Weights(ParseResult result) => result.GetValue(_weights);

    public string? SavePacked(ParseResult result) => result.GetValue(_savePacked);

    public string? Dump(ParseResult result) => result.GetValue(_dump);

    public string? Compare(ParseResult result) => result.GetValue(_compare);

    public double Tolerance(ParseResult result) => result.GetValue(_tolerance);

    public bool Profile(ParseResult result) => result.GetValue(_profile);

    public int Top(ParseResult result) => result.GetValue(_top);

    public bool Json(ParseResult result) => result.GetValue(_json);

    public bool Bench(ParseResult result) => result.GetValue(_bench);
}

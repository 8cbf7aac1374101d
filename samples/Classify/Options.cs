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
        "The weights: a PyTorch .pth, a .safetensors file, or packed weights. " +
        "emo-cifar10 has trained weights inside the program.");

    private readonly Option<int> _top = ProgramOptions.Number(
        ["--top", "-k"], 1, int.MaxValue, "a number of classes, at least 1", otherwise: 5, "How many classes to show for each picture.");

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document instead of bars.",
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
            _paths, _model, _weights, _top, _json, _bench,
        };
        command.SetAction(result => run(this, result));
        return command;
    }

    public string[] Paths(ParseResult result) => result.GetValue(_paths) ?? [];

    public string Model(ParseResult result) => result.GetValue(_model)!;

    public string? Weights(ParseResult result) => result.GetValue(_weights);

    public int Top(ParseResult result) => result.GetValue(_top);

    public bool Json(ParseResult result) => result.GetValue(_json);

    public bool Bench(ParseResult result) => result.GetValue(_bench);
}

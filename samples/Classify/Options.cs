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

    private readonly Option<FileInfo?> _weights = new("--weights", "-w")
    {
        Description = "The weights: a PyTorch .pth, a .safetensors file, or a file of --save-packed. emo-cifar10 has trained weights inside the program.",
    };

    private readonly Option<string?> _savePacked = new("--save-packed")
    {
        Description = "Write the weights as the network keeps them in memory to this file, which loads faster than the checkpoint, and classify nothing.",
    };

    private readonly Option<int> _top = new("--top", "-k")
    {
        Description = "How many classes to show for each picture.",
        DefaultValueFactory = _ => 5,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document instead of bars." };

    private readonly Option<bool> _bench = new("--bench") { Description = "Also time the network: predictions of the first picture, one thread." };

    public RootCommand Command(Func<Options, ParseResult, int> run)
    {
        _model.AcceptOnlyFromAmong([.. ModelChoice.All.Select(model => model.Name)]);
        _top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--top takes a number of classes, at least 1.");
        });
        var command = new RootCommand("Classifies pictures with a network that was compiled into this program by Emo.Codegen.")
        {
            _paths, _model, _weights, _savePacked, _top, _json, _bench,
        };
        command.SetAction(result => run(this, result));
        return command;
    }

    public string[] Paths(ParseResult result) => result.GetValue(_paths) ?? [];

    public string Model(ParseResult result) => result.GetValue(_model)!;

    public string? Weights(ParseResult result) => result.GetValue(_weights)?.ToString();

    public string? SavePacked(ParseResult result) => result.GetValue(_savePacked);

    public int Top(ParseResult result) => result.GetValue(_top);

    public bool Json(ParseResult result) => result.GetValue(_json);

    public bool Bench(ParseResult result) => result.GetValue(_bench);
}

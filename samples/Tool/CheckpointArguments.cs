using System.CommandLine;

namespace Emo.Tool;

/// <summary>What to take from a checkpoint that holds more than one network.</summary>
internal sealed class CheckpointArguments
{
    private readonly Option<string?> _stateDict = new("--state-dict")
    {
        Description = "The key of the state dict to take from a training checkpoint, net or state_dict_ema for example.",
    };

    private readonly Option<string?> _prefix = new("--prefix")
    {
        Description = "What stands before the network's own names, teacher.backbone. for example.",
    };

    private readonly Option<string[]> _ignore = new("--ignore")
    {
        Description = "Tensors that are no part of the network: a name, or a beginning that ends in a dot. Can be given several times.",
    };

    public CheckpointArguments(Command command)
    {
        command.Options.Add(_stateDict);
        command.Options.Add(_prefix);
        command.Options.Add(_ignore);
    }

    /// <summary>The options that the command line has, by their names.</summary>
    public IEnumerable<string> Given(ParseResult result) =>
        new Option[] { _stateDict, _prefix, _ignore }.Where(option => result.GetResult(option) is { Implicit: false })
            .Select(option => option.Name);

    public CheckpointOptions Get(ParseResult result) => new()
    {
        StateDict = result.GetValue(_stateDict),
        Prefix = result.GetValue(_prefix),
        Ignore = result.GetValue(_ignore) ?? [],
    };
}

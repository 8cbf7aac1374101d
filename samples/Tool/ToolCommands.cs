using System.CommandLine;
using Emo.Samples;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool;

/// <summary>What the commands have in common.</summary>
internal static class ToolCommands
{
    private const int Failed = 1;

    /// <summary>The option for machines.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document." };

    /// <summary>An option that names a file.</summary>
    public static Option<string?> File(string name, string description) => ProgramOptions.Name([name], "the name of a file", description);

    /// <summary>An argument that names a file to read or to write, and is not empty.</summary>
    public static Argument<string> Path(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
                result.AddError($"{name} takes the name of a file, not ''.");
        });
        return argument;
    }

    /// <summary>Sets what a command does. What is wrong with a spec is printed as compilers do, a line each.</summary>
    public static Command WithAction(this Command command, ToolOutput output, Func<ParseResult, int> run)
    {
        command.SetAction(result =>
        {
            try
            {
                return run(result);
            }
            catch (SpecProblemsException exception)
            {
                output.Error(exception.Message);
                return Failed;
            }
        });
        return command;
    }
}

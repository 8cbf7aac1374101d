using System.CommandLine;
using Emo.Codegen.Specs;
using Emo.Samples;
using Emo.Tool.Terminal;

namespace Emo.Tool.Specs;

/// <summary>The spec of a command, and the options that change it as <c>[EmoModel]</c> does.</summary>
internal sealed class SpecArguments
{
    private readonly Option<int> _classes = Number(
        "--classes", 1, SpecLimits.MaxClasses, "The number of classes, where it is another one (ClassCount).");
    private readonly Option<int> _height = Number(
        "--height", SpecLimits.MinInput, SpecLimits.MaxInput, "The input's height (InputHeight).");
    private readonly Option<int> _width = Number("--width", SpecLimits.MinInput, SpecLimits.MaxInput, "The input's width (InputWidth).");

    public SpecArguments(Command command, Symbol spec)
    {
        Spec = spec;
        if (spec is Argument argument)
            command.Arguments.Add(argument);
        else
            command.Options.Add((Option)spec);
        command.Options.Add(_classes);
        command.Options.Add(_height);
        command.Options.Add(_width);
    }

    private Symbol Spec { get; }

    /// <summary>The argument of most commands.</summary>
    public static Argument<string> Argument() =>
        ToolCommands.Path("SPEC", "A spec: the path of its .json file, or the name of a shipped one, such as emo-1m.");

    /// <summary>The spec, or null where it may be left out and is.</summary>
    public ToolSpec? Find(ParseResult result, ToolOutput output)
    {
        string? name = Spec is Argument<string> argument ? result.GetValue(argument) : result.GetValue((Option<string?>)Spec);
        var overrides = new SpecOverrides(Value(result, _height), Value(result, _width), Value(result, _classes));
        if (name is not null)
            return SpecSource.Read(name, overrides, output.Error);
        return overrides == new SpecOverrides(null, null, null)
            ? null
            : throw new ToolException("--classes, --height and --width change a spec: give one by --spec.");
    }

    public ToolSpec Get(ParseResult result, ToolOutput output) => Find(result, output)!;

    private static Option<int> Number(string name, int least, int most, string description) =>
        ProgramOptions.Number([name], least, most, $"a number from {least} to {most}", otherwise: 0, description);

    private static int? Value(ParseResult result, Option<int> option) =>
        result.GetResult(option) is { Implicit: false } ? result.GetValue(option) : null;
}

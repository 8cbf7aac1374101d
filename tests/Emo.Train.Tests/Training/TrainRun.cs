using System.CommandLine;
using System.Text;
using Emo.Samples;
using Emo.Tool.Terminal;
using Emo.Train.Commands;

namespace Emo.Train.Tests.Training;

/// <summary>What a command that trains says, run within the test.</summary>
internal static class TrainRun
{
    /// <summary>Runs a command that must do what it is asked for; gives its lines.</summary>
    public static string[] Of(params string[] arguments)
    {
        var (status, text, error) = Any(arguments);
        Assert.Equal("", error);
        Assert.Equal(0, status);
        return text.TrimEnd('\n').Split('\n');
    }

    /// <summary>Runs a command that must refuse, with one line.</summary>
    public static string Refused(params string[] arguments) => Assert.Single(Errors(arguments));

    /// <summary>Runs a command that must refuse; gives its lines.</summary>
    public static string[] Errors(params string[] arguments)
    {
        var (status, _, error) = Any(arguments);
        Assert.Equal(1, status);
        return error.TrimEnd('\n').Split('\n');
    }

    private static (int Status, string Output, string Error) Any(string[] arguments)
    {
        using var text = new StringWriter();
        using var bytes = new MemoryStream();
        var error = new StringBuilder();
        var output = new ToolOutput(text, bytes, lines => error.Append(lines), width: null, colour: false);
        Command[] commands = [TrainingCommand.Detector(output), TrainingCommand.Classifier(output), TrainingCommand.Segmenter(output)];
        var root = new RootCommand();
        foreach (var command in commands)
            root.Subcommands.Add(command);
        var line = root.Parse(arguments);
        if (line.Errors.Count > 0)
            return (1, "", string.Join(" ", line.Errors.Select(problem => problem.Message)));
        try
        {
            int status = line.Invoke(new InvocationConfiguration { Output = text, EnableDefaultExceptionHandler = false });
            return (status, text.ToString(), error.ToString());
        }
        catch (Exception exception) when (Failure.Describe(exception) is { } reason)
        {
            return (1, text.ToString(), error.Append(reason).ToString());
        }
    }
}

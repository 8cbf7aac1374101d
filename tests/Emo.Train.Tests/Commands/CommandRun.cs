using System.CommandLine;
using System.Text;
using Emo.Samples;
using Emo.Tool.Terminal;
using Emo.Train.Commands;

namespace Emo.Train.Tests.Commands;

/// <summary>What a command about data says and writes, run within the test.</summary>
internal sealed record CommandRun(int Status, string Output, string Error)
{
    /// <summary>Runs a command that must do what it is asked for.</summary>
    public static string Of(params string[] arguments)
    {
        var run = Any(arguments);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Status);
        return run.Output;
    }

    /// <summary>Runs a command that must refuse, with one line.</summary>
    public static string Refused(params string[] arguments)
    {
        var run = Any(arguments);
        Assert.NotEqual(0, run.Status);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        return run.Error;
    }

    private static CommandRun Any(string[] arguments)
    {
        using var bytes = new MemoryStream();
        using var text = new StreamWriter(bytes) { AutoFlush = true };
        var error = new StringBuilder();
        var output = new ToolOutput(text, bytes, lines => error.Append(lines), width: null, colour: false);
        var line = new RootCommand { CheckCommand.Create(output), AnchorsCommand.Create(output) }.Parse(arguments);
        int status = 1;
        if (line.Errors.Count > 0)
        {
            error.Append(string.Join(" ", line.Errors.Select(problem => problem.Message)));
            return new CommandRun(status, "", error.ToString());
        }

        try
        {
            status = line.Invoke(new InvocationConfiguration { Output = text, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (Failure.Describe(exception) is { } reason)
        {
            error.Append(reason);
        }

        return new CommandRun(status, Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }
}

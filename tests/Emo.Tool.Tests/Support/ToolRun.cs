using System.CommandLine;
using System.Text;
using System.Text.Json;
using Emo.Samples;
using Emo.Tool.Terminal;

namespace Emo.Tool.Tests.Support;

/// <summary>What a command line of <c>emo</c> says and writes, run within the test.</summary>
internal sealed record ToolRun(int Status, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs a command that must do what it is asked for.</summary>
    public static ToolRun Of(params string[] arguments)
    {
        var run = Any(null, arguments);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Status);
        return run;
    }

    /// <summary>Runs a command that must refuse, with one line.</summary>
    public static string Refused(params string[] arguments)
    {
        var run = Any(null, arguments);
        Assert.NotEqual(0, run.Status);
        Assert.Equal("", run.Output);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        return run.Error;
    }

    /// <summary>Runs a command in a terminal of some width, or without one.</summary>
    public static ToolRun Any(int? width, params string[] arguments)
    {
        using var bytes = new MemoryStream();
        using var text = new StreamWriter(bytes) { AutoFlush = true };
        var error = new StringBuilder();
        var output = new ToolOutput(text, bytes, lines => error.Append(lines), width, colour: false);
        int status = Run(output, text, error, arguments);
        return new ToolRun(status, Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }

    private static int Run(ToolOutput output, TextWriter text, StringBuilder error, string[] arguments)
    {
        var line = EmoCommand.Create(output).Parse(arguments);
        if (line.Errors.Count > 0)
        {
            error.Append(string.Join(" ", line.Errors.Select(problem => problem.Message)));
            return 1;
        }

        try
        {
            return line.Invoke(new InvocationConfiguration { Output = text, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (Failure.Describe(exception) is { } reason)
        {
            error.Append(reason);
            return 1;
        }
    }
}

using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using System.Text.RegularExpressions;

namespace Emo.Samples;

/// <summary>
/// What the programs have in common: they end with status 0, or with another one and a line on standard error that says what is wrong.
/// </summary>
public static partial class SampleProgram
{
    private const int Failed = 1;

    /// <summary>Runs a program from its command line to its exit status. Its text goes to <see cref="StandardOutput"/>.</summary>
    public static int Run(RootCommand command, string[] arguments)
    {
        try
        {
            var line = command.Parse(arguments);
            if (line.Action is ParseErrorAction)
                return Fail(string.Join(" ", line.Errors.Select(error => error.Message)) + " (--help lists what can be given)");
            int status = line.Invoke(new InvocationConfiguration
            {
                Output = StandardOutput.Text,
                EnableDefaultExceptionHandler = false,
            });
            StandardOutput.Text.Flush();
            return status;
        }
        catch (Exception exception) when (Failure.Describe(exception) is { } reason)
        {
            return Fail(reason);
        }
    }

    private static int Fail(string reason)
    {
        Descriptor.WriteError(Encoding.UTF8.GetBytes($"error: {Indents().Replace(reason, " ")}\n"));
        return Failed;
    }

    /// <summary>
    /// Lines of a list, such as the values that an option takes. What is indented by spaces stays in lines of its own, and so does its
    /// title, which ends in a colon.
    /// </summary>
    [GeneratedRegex(@"\r?\n\t+|\r?\n(?=\S)(?![^\n]*:\r?\n {2})|\r?\n$")]
    private static partial Regex Indents();
}

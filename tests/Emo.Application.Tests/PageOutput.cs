using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Emo.Application.Tests;

/// <summary>What code of a page prints, and what the page says that it prints.</summary>
internal static partial class PageOutput
{
    /// <summary>Code of pages names files as a program does whose folder is the current one.</summary>
    [ModuleInitializer]
    internal static void EnterFolder() => Directory.SetCurrentDirectory(AppContext.BaseDirectory);

    /// <summary>Every line of the block of text behind a block of code is printed, in this order; a line with "..." is any lines.</summary>
    public static void Check(string page, string block, string output)
    {
        string[] printed = [.. output.Split('\n').Select(line => line.TrimEnd())];
        int next = 0;
        bool skips = false;
        foreach (string line in Promised(page, block))
        {
            if (line.Contains("...", StringComparison.Ordinal))
            {
                skips = true;
                continue;
            }

            int found = Array.IndexOf(printed, line, next);
            Assert.True(
                found == next || (skips && found > next),
                $"{page} says that {block} prints '{line}'; it printed:\n{output}");
            next = found + 1;
            skips = false;
        }
    }

    /// <summary>What a piece of code prints.</summary>
    public static async Task<string> Of(Func<Task> run)
    {
        var before = Console.Out;
        using var writer = new StringWriter { NewLine = "\n" };
        Console.SetOut(writer);
        try
        {
            await run();
        }
        finally
        {
            Console.SetOut(before);
        }

        return writer.ToString();
    }

    public static Task<string> Of(Action run) => Of(() =>
    {
        run();
        return Task.CompletedTask;
    });

    private static string[] Promised(string page, string block)
    {
        string text = File.ReadAllText(Path.Combine("docs", page));
        int start = text.IndexOf($"<!-- run: {block}", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{page} has no block '{block}'.");
        var match = TextBlock().Match(text, start);
        Assert.True(match.Success, $"{page} does not say what {block} prints.");
        return [.. match.Groups[1].Value.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }

    [GeneratedRegex("^```text\\r?\\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TextBlock();
}

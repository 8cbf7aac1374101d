using Spectre.Console;

namespace Emo.Benchmarks.Reports;

/// <summary>Tables of numbers: aligned right, a row on a line.</summary>
internal static class NumberTable
{
    private const int LeastWidth = 132;

    public static Table Create(string title, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Rounded };
        foreach (string column in columns)
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        return table;
    }

    /// <summary>The console; a file or a pipe has no width, and takes a wide table.</summary>
    public static IAnsiConsole Console()
    {
        var console = AnsiConsole.Console;
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = LeastWidth;
        return console;
    }
}

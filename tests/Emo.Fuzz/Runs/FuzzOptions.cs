using System.Globalization;

namespace Emo.Fuzz.Runs;

/// <summary>The command line.</summary>
internal sealed class FuzzOptions
{
    public const string Usage = """
        Emo.Fuzz [--readers a,b] [--first N] [--cases N] [--seconds N] [--jobs N] [--findings DIR]
            runs cases N, N+1, ... of each reader (2000 of each, or as many as fit into the seconds) and exits with 1 if it found anything
        Emo.Fuzz --reader NAME --seed N      runs one case again, in this process
        Emo.Fuzz --reader NAME --file PATH   gives the reader a file
        Emo.Fuzz --list                      names the readers
        Emo.Fuzz --export DIR --reader NAME  writes the valid files that mutations begin with
        """;

    private const int DefaultCases = 2000;

    public FuzzMode Mode { get; private set; }

    /// <summary>Empty for all.</summary>
    public string[] Readers { get; private set; } = [];

    public int First { get; private set; }

    public int Cases { get; private set; } = -1;

    /// <summary>The first of the kept files that a child tries.</summary>
    public int Kept { get; private set; }

    /// <summary>For each reader; 0 for no limit.</summary>
    public int Seconds { get; private set; }

    public int Jobs { get; private set; } = Environment.ProcessorCount;

    public string? Findings { get; private set; }

    public string? File { get; private set; }

    public string Folder { get; private set; } = "";

    /// <summary>The file through which a child tells its parent where it is.</summary>
    public string Progress { get; private set; } = "";

    public static FuzzOptions? Parse(string[] arguments, out string? problem)
    {
        var options = new FuzzOptions();
        problem = null;
        for (int i = 0; i < arguments.Length && problem is null; i++)
        {
            string name = arguments[i];
            if (name == "--list")
                options.Mode = FuzzMode.List;
            else if (i + 1 == arguments.Length)
                problem = $"{name} is no option, or its value is missing.";
            else
                problem = options.Set(name, arguments[++i]);
        }

        if (problem is null && options.Mode is FuzzMode.Replay or FuzzMode.Child or FuzzMode.Export or FuzzMode.Afl
            && options.Readers.Length != 1)
        {
            problem = "This takes one --reader.";
        }

        string? unknown = options.Readers.Except(AllReaders.Names, StringComparer.Ordinal).FirstOrDefault();
        if (unknown is not null)
            problem = $"There is no reader '{unknown}', only: {string.Join(", ", AllReaders.Names)}.";
        if (options.Cases < 0)
            options.Cases = options.Seconds > 0 ? int.MaxValue - options.First : DefaultCases;
        return problem is null ? options : null;
    }

    private string? Set(string name, string value)
    {
        switch (name)
        {
            case "--reader" or "--readers":
                Readers = value.Split(',', StringSplitOptions.RemoveEmptyEntries);
                return null;
            case "--findings":
                Findings = value;
                return null;
            case "--file":
                (Mode, File) = (FuzzMode.Replay, value);
                return null;
            case "--export":
                (Mode, Folder) = (FuzzMode.Export, value);
                return null;
            case "--child":
                (Mode, Progress) = (FuzzMode.Child, value);
                return null;
            case "--afl":
                (Mode, Readers) = (FuzzMode.Afl, [value]);
                return null;
        }

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return $"{name} is no option, or '{value}' is not its number.";
        switch (name)
        {
            case "--seed":
                (Mode, First, Cases) = (FuzzMode.Replay, number, 1);
                return null;
            case "--first":
                First = number;
                return null;
            case "--cases":
                Cases = number;
                return null;
            case "--seconds":
                Seconds = number;
                return null;
            case "--kept":
                Kept = number;
                return null;
            case "--jobs":
                Jobs = Math.Max(1, number);
                return null;
            default:
                return $"{name} is no option.";
        }
    }
}

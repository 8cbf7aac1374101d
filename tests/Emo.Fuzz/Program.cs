using Emo.Fuzz.Runs;

namespace Emo.Fuzz;

/// <summary>Attacks every reader of foreign bytes; CONTRIBUTING.md says how to use it.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var options = FuzzOptions.Parse(arguments, out string? problem);
        if (options is null)
        {
            Console.Error.WriteLine($"{problem}\n\n{FuzzOptions.Usage}");
            return 2;
        }

        switch (options.Mode)
        {
            case FuzzMode.List:
                foreach (var reader in AllReaders.Create())
                    Console.WriteLine($"{reader.Name,-13} {reader.Description}");
                return 0;
            case FuzzMode.Export:
                return Export.Run(options);
            case FuzzMode.Replay:
                return Replay.Run(options);
            case FuzzMode.Child:
                return Child.Run(options);
            case FuzzMode.Afl:
                return Afl.Run(options);
            default:
                return Parent.Run(options);
        }
    }
}

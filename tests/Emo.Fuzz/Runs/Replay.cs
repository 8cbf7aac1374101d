using System.Globalization;

namespace Emo.Fuzz.Runs;

/// <summary>Runs one case again, in this process, and says how it went.</summary>
internal static class Replay
{
    public static int Run(FuzzOptions options)
    {
        var reader = AllReaders.Get(options.Readers[0]);
        byte[] file = options.File is null ? CaseRunner.Make(reader, options.First) : File.ReadAllBytes(options.File);
        string name = options.File is null
            ? string.Create(CultureInfo.InvariantCulture, $"seed {options.First}")
            : $"file {Path.GetFileName(options.File)}";
        int status = 0;
        var thread = new Thread(() => status = Run(reader, name, file, options.Findings), Child.StackBytes);
        thread.Start();
        thread.Join();
        return status;
    }

    private static int Run(ForeignReader reader, string name, byte[] file, string? folder)
    {
        if (CaseRunner.Run(reader, name, file).Finding is { } finding)
        {
            finding.Report(folder);
            Console.WriteLine(finding.Details);
            return 1;
        }

        try
        {
            reader.Read(file);
            Console.WriteLine($"{reader.Name}, {name}, {file.Length} bytes: accepted");
        }
        catch (Exception e) when (Rules.Fault(reader, e) is null)
        {
            Console.WriteLine($"{reader.Name}, {name}, {file.Length} bytes: refused\n{e.GetType().Name}: {e.Message}");
        }

        return 0;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Emo.Fuzz.Runs;

/// <summary>Runs the cases of all chosen readers, each reader in a child process, so many at a time.</summary>
internal static class Parent
{
    public static int Run(FuzzOptions options)
    {
        string[] names = options.Readers.Length > 0 ? options.Readers : AllReaders.Names;

        // The last of the list takes longest, and begins first.
        var waiting = new Queue<ReaderRun>(names.Reverse().Select(name => new ReaderRun(name, options)));
        ReaderRun[] all = [.. waiting];
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(options.Jobs, names.Length)).Select(_ => new Thread(Work))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        foreach (var run in all.Reverse())
            Console.WriteLine(run.Summary());
        long findings = all.Sum(run => run.Findings);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{findings} cases broke a rule."));
        return findings == 0 ? 0 : 1;

        void Work()
        {
            while (true)
            {
                ReaderRun? run;
                lock (waiting)
                {
                    if (!waiting.TryDequeue(out run))
                        return;
                }

                run.Run();
            }
        }
    }

    /// <summary>Starts this program again.</summary>
    public static Process StartAgain(IEnumerable<string> arguments)
    {
        string program = Environment.GetCommandLineArgs()[0];
        bool isLibrary = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(Environment.ProcessPath!, isLibrary ? arguments.Prepend(program) : arguments)
        {
            RedirectStandardError = true,
        };

        // A bomb ends its own process before it ends another.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        return Process.Start(start)!;
    }
}

using System.Diagnostics;

namespace Emo.Fuzz.Runs;

/// <summary>Runs a range of cases of one reader, one after the other, and tells the parent where it is.</summary>
internal static class Child
{
    /// <summary>The stack of the main thread on Windows, the smallest that a program gets unasked.</summary>
    public const int StackBytes = 1 << 20;

    private const int ReportsOfOneKind = 5;
    private const int ReportsOfOtherKinds = 100;

    public static int Run(FuzzOptions options)
    {
        var thread = new Thread(() => RunCases(options), StackBytes);
        thread.Start();
        thread.Join();
        return 0;
    }

    private static void RunCases(FuzzOptions options)
    {
        using var progress = new ProgressFile(options.Progress);
        var reader = AllReaders.Get(options.Readers[0]);
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = options.Kept; i < KeptFiles.Paths(reader.Name).Length; i++)
        {
            progress.Case = -1 - i;
            var (name, file) = KeptFiles.Get(reader.Name, i);
            Count(CaseRunner.Run(reader, name, file), progress, kinds, options.Findings);
        }

        long start = Stopwatch.GetTimestamp();
        for (long seed = options.First; seed < (long)options.First + options.Cases; seed++)
        {
            if (options.Seconds > 0 && Stopwatch.GetElapsedTime(start).TotalSeconds > options.Seconds)
                break;
            progress.Case = seed;
            Count(CaseRunner.Run(reader, (int)seed), progress, kinds, options.Findings);
        }
    }

    private static void Count(CaseResult result, ProgressFile progress, Dictionary<string, int> kinds, string? folder)
    {
        if (result.IsAccepted)
            progress.Accepted++;
        if (result.Finding is { } finding)
        {
            progress.Findings++;
            int count = kinds[finding.Kind] = kinds.GetValueOrDefault(finding.Kind) + 1;
            if (count <= ReportsOfOneKind && kinds.Count <= ReportsOfOtherKinds)
                finding.Report(folder);
        }

        progress.Done++;
    }
}

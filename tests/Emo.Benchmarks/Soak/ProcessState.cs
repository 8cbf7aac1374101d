using System.Diagnostics;
using System.Globalization;

namespace Emo.Benchmarks.Soak;

/// <summary>What the process holds.</summary>
internal sealed record ProcessState(int Threads, int Handles, long WorkingSet, long ManagedBytes)
{
    private const int MoreThreads = 8; // of the thread pool
    private const int MoreHandles = 16;
    private const long MoreBytes = 64 << 20; // what allocators keep

    /// <summary>What is left when everything that nobody holds any more is gone.</summary>
    public static ProcessState Settled()
    {
        for (int i = 0; i < 20; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            Thread.Sleep(100);
        }

        using var process = Process.GetCurrentProcess();
        return new ProcessState(process.Threads.Count, Files(process), process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: true));
    }

    public IEnumerable<string> MoreThan(ProcessState before)
    {
        if (Threads > before.Threads + MoreThreads)
            yield return $"{before.Threads} threads became {Threads}";
        if (Handles > before.Handles + MoreHandles)
            yield return $"{before.Handles} handles became {Handles}";
        if (WorkingSet > before.WorkingSet + MoreBytes)
            yield return $"a working set of {before.WorkingSet >> 20} MiB became {WorkingSet >> 20} MiB";
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Threads} threads, {Handles} handles, {WorkingSet / 1048576.0:F1} MiB resident, {ManagedBytes / 1048576.0:F1} MiB managed");

    private static int Files(Process process) =>
        OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
}

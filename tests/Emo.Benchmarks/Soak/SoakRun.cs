using System.Diagnostics;

namespace Emo.Benchmarks.Soak;

/// <summary>Threads that do everything to models and teams at once, and what is left of it.</summary>
internal sealed class SoakRun(int seed, int threads, Action<string> say)
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly SoakCounts _counts = new();

    /// <summary>Returns the number of findings.</summary>
    public int Run(TimeSpan duration)
    {
        byte[] picture = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "pictures", "rocket.jpg"));
        var networks = SoakNetwork.All(picture);
        say($"seed {seed}, {threads} threads, {duration.TotalMinutes:0.##} minutes");
        Soak(networks, s_warmUp, new SoakCounts(), seed: 0);
        var before = ProcessState.Settled();
        say($"before: {before}");
        Soak(networks, duration, _counts, seed);
        var after = ProcessState.Settled();
        say($"after:  {after}");
        foreach (string growth in after.MoreThan(before))
            _counts.Find(growth);
        foreach (var (name, count) in _counts.All)
            say($"{count,12:N0}  {name}");
        foreach (string finding in _counts.Findings)
            say($"FOUND {finding}");
        say(_counts.Findings.Count == 0 ? "Nothing found." : $"{_counts.Findings.Count} findings with seed {seed}.");
        foreach (var network in networks)
            network.First.Dispose();
        return _counts.Findings.Count;
    }

    private void Soak(SoakNetwork[] networks, TimeSpan duration, SoakCounts counts, int seed)
    {
        string folder = Directory.CreateTempSubdirectory("emo-soak").FullName;
        using var pool = new SoakPool(networks);
        var clock = Stopwatch.StartNew();
        SoakWorker[] workers = [.. Enumerable.Range(0, threads).Select(i => new SoakWorker(seed + i, pool, counts, folder))];
        Thread[] running = [.. workers.Select(worker => new Thread(() => worker.Run(() => clock.Elapsed < duration)))];
        foreach (var thread in running)
            thread.Start();
        Watch(workers, running);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A thread that gets nowhere is a deadlock, and nothing can end it but the end of the process.</summary>
    private void Watch(SoakWorker[] workers, Thread[] running)
    {
        long[] done = new long[workers.Length];
        while (running.Any(thread => thread.IsAlive))
        {
            var since = Stopwatch.StartNew();
            while (since.Elapsed < s_patience && running.Any(thread => thread.IsAlive))
                Thread.Sleep(100);
            for (int i = 0; i < workers.Length; i++)
            {
                if (running[i].IsAlive && workers[i].Done == done[i])
                {
                    say($"FOUND a deadlock with seed {seed}: a thread is at '{workers[i].Action}' for {s_patience.TotalSeconds} s");
                    Environment.Exit(1);
                }

                done[i] = workers[i].Done;
            }
        }
    }
}

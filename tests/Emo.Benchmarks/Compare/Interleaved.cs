using System.Diagnostics;

namespace Emo.Benchmarks.Compare;

/// <summary>
/// Times several things in turn, one run of each after the other, so that clock rate and noise are the same for all.
/// </summary>
internal static class Interleaved
{
    private const int WarmUps = 30;
    private const int LeastRounds = 20;

    public static Measurement[] Measure(TimeSpan duration, params ReadOnlySpan<Action> contestants) =>
        Measure(duration, WarmUps, LeastRounds, contestants);

    /// <param name="duration">How long rounds go on.</param>
    /// <param name="warmUps">Runs of each that are not timed.</param>
    /// <param name="leastRounds">The least rounds, however long they take.</param>
    /// <param name="contestants">What is timed.</param>
    public static Measurement[] Measure(TimeSpan duration, int warmUps, int leastRounds, params ReadOnlySpan<Action> contestants)
    {
        foreach (var contestant in contestants)
        {
            for (int i = 0; i < warmUps; i++)
                contestant();
        }

        var times = new List<double>[contestants.Length];
        for (int i = 0; i < times.Length; i++)
            times[i] = [];
        long start = Stopwatch.GetTimestamp();
        while (times[0].Count < leastRounds || Stopwatch.GetElapsedTime(start) < duration)
        {
            for (int i = 0; i < contestants.Length; i++)
            {
                long begin = Stopwatch.GetTimestamp();
                contestants[i]();
                times[i].Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
        }

        return Array.ConvertAll(times, Measurement.Of);
    }
}

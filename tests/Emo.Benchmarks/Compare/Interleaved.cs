using System.Diagnostics;

namespace Emo.Benchmarks.Compare;

/// <summary>
/// Times several things in turn, one run of each after the other, so that clock rate and noise are the same for all.
/// </summary>
internal static class Interleaved
{
    private const int WarmUps = 30;
    private const int LeastRounds = 20;

    public static Measurement[] Measure(TimeSpan duration, params ReadOnlySpan<Action> contestants)
    {
        foreach (var contestant in contestants)
        {
            for (int i = 0; i < WarmUps; i++)
                contestant();
        }

        var times = new List<double>[contestants.Length];
        for (int i = 0; i < times.Length; i++)
            times[i] = [];
        long start = Stopwatch.GetTimestamp();
        while (times[0].Count < LeastRounds || Stopwatch.GetElapsedTime(start) < duration)
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

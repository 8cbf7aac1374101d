using System.Diagnostics;

namespace Emo.Tool.Profiling;

/// <summary>Takes the time between the calls of an observer, prediction by prediction.</summary>
internal sealed class BlockClock(int blocks)
{
    private readonly List<double[]> _predictions = [];
    private long _last;
    private int _next;

    /// <summary>How many predictions were timed.</summary>
    public int Predictions => _predictions.Count;

    /// <summary>A prediction begins.</summary>
    public void Start()
    {
        _predictions.Add(new double[blocks]);
        _next = 0;
        _last = Stopwatch.GetTimestamp();
    }

    /// <summary>The next block has finished.</summary>
    public void Stop()
    {
        long now = Stopwatch.GetTimestamp();
        _predictions[^1][_next++] = Stopwatch.GetElapsedTime(_last, now).TotalMilliseconds;
        _last = now;
    }

    /// <summary>In milliseconds.</summary>
    public double Median(int block) => Median(_predictions.Select(times => times[block]));

    public double MedianOfSums() => Median(_predictions.Select(times => times.Sum()));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}

namespace Emo.Benchmarks.Compare;

/// <summary>Milliseconds of many runs.</summary>
internal sealed record Measurement(double Median, double Fastest, int Runs)
{
    public static Measurement Of(List<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new Measurement(sorted[sorted.Length / 2], sorted[0], sorted.Length);
    }

    /// <summary>Billions a second, at the median, of something that one run has <paramref name="count"/> of.</summary>
    public double Giga(long count) => count / Median / 1e6;
}

namespace Emo.Testing;

/// <summary>The largest difference, relative to the reference's largest value.</summary>
internal static class Closeness
{
    public static void AssertWithin(double tolerance, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        double difference = Of(expected, actual, what);
        Assert.True(difference <= tolerance, $"{what} differs by {difference:E2} of its maximum; allowed are {tolerance:E2}");
    }

    /// <summary>0 where both are the same; every actual value must be finite.</summary>
    public static double Of(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(float.IsFinite(actual[i]), $"{what}[{i}] is {actual[i]}");
            largest = Math.Max(largest, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs((double)expected[i] - actual[i]));
        }

        return difference == 0 ? 0 : difference / largest;
    }
}

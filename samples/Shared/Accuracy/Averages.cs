namespace Emo.Samples.Accuracy;

/// <summary>Means over what could be measured.</summary>
internal static class Averages
{
    /// <summary>The mean of the values that are not NaN; NaN if there is none.</summary>
    public static double OfNumbers(IEnumerable<double> values)
    {
        double sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            if (double.IsNaN(value))
                continue;
            sum += value;
            count++;
        }
        return sum / count;
    }
}

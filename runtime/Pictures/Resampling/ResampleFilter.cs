namespace Emo.Pictures.Resampling;

/// <summary>The filter functions, with the operations in Pillow's order: the last bit of a weight depends on it.</summary>
internal static class ResampleFilter
{
    private const double A = -0.5;

    /// <summary>Half the width of the filter in output samples.</summary>
    public static double Support(Interpolation interpolation) => interpolation switch
    {
        Interpolation.Bilinear => 1.0,
        Interpolation.Bicubic => 2.0,
        _ => throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Unknown interpolation."),
    };

    /// <summary>The filter's value at a distance from its centre.</summary>
    public static double Weight(Interpolation interpolation, double distance)
    {
        double x = Math.Abs(distance);
        return interpolation == Interpolation.Bilinear ? Triangle(x) : Cubic(x);
    }

    private static double Triangle(double x) => x < 1.0 ? 1.0 - x : 0.0;

    private static double Cubic(double x) => x switch
    {
        < 1.0 => ((((A + 2.0) * x) - (A + 3.0)) * x * x) + 1.0,
        < 2.0 => (((((x - 5.0) * x) + 8.0) * x) - 4.0) * A,
        _ => 0.0,
    };
}

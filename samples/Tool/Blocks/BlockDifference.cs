using Emo.Codegen.Planning;

namespace Emo.Tool.Blocks;

/// <summary>A block as two files have it.</summary>
/// <param name="Name">The block.</param>
/// <param name="Shape">The shape of its output.</param>
/// <param name="Problem">Why there is nothing to compare; null if there is.</param>
/// <param name="Differs">True if the shapes differ, or the values by more than the tolerance.</param>
/// <param name="Largest">The largest absolute difference; infinite if a difference is not a number.</param>
/// <param name="Maximum">The reference's largest absolute value.</param>
/// <param name="Worst">The index of the largest difference.</param>
/// <param name="Actual">The value there.</param>
/// <param name="Expected">The reference's value there.</param>
internal sealed record BlockDifference(
    string Name, FeatureShape Shape, string? Problem, bool Differs,
    double Largest, double Maximum, int Worst, float Actual, float Expected)
{
    public static BlockDifference Of(PlannedBlock block, BlockValues actual, BlockValues reference, double tolerance)
    {
        var shape = BlockSide.Shape(block.Result.Output);
        if ((actual.Problem ?? reference.Problem) is { } problem)
            return new BlockDifference(block.Name, shape, problem, actual.Differs || reference.Differs, 0, 0, 0, 0, 0);

        float[] values = actual.Values!;
        float[] expected = reference.Values!;
        double largest = 0;
        double maximum = 0;
        int worst = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double difference = Difference(values[i], expected[i]);
            if (difference > largest)
                (largest, worst) = (difference, i);
            maximum = Math.Max(maximum, Math.Abs(expected[i]));
        }

        bool differs = !(largest <= tolerance * maximum);
        return new BlockDifference(block.Name, shape, null, differs, largest, maximum, worst, values[worst], expected[worst]);
    }

    /// <summary>The largest difference as a fraction of the reference's largest value.</summary>
    public double Fraction => Largest == 0 ? 0 : Largest / Maximum;

    /// <summary>The place of the largest difference: channel, row, column.</summary>
    public string Place
    {
        get
        {
            int cells = Shape.Height * Shape.Width;
            return cells == 1 ? $"[{Worst}]" : $"[{Worst / cells}, {Worst % cells / Shape.Width}, {Worst % Shape.Width}]";
        }
    }

    /// <summary>Equal infinities do not differ.</summary>
    private static double Difference(float actual, float expected)
    {
        double difference = actual == expected ? 0 : Math.Abs((double)actual - expected);
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }
}

namespace Emo.Samples.Classify.Blocks;

/// <summary>A block against its tensor in a reference file.</summary>
/// <param name="Block">The block.</param>
/// <param name="Problem">Why there is nothing to compare; null if there is.</param>
/// <param name="Differs">True if the shapes differ, or the values by more than the tolerance.</param>
/// <param name="Largest">The largest absolute difference; infinite if a difference is not a number.</param>
/// <param name="Maximum">The reference's largest absolute value.</param>
/// <param name="Worst">The index of the largest difference.</param>
/// <param name="Expected">The reference's value there.</param>
internal sealed record BlockDifference(
    RecordedBlock Block, string? Problem, bool Differs, double Largest, double Maximum, int Worst, float Expected)
{
    public static BlockDifference Of(RecordedBlock block, Checkpoint reference, double tolerance)
    {
        bool isThere = reference.Tensors.TryGetValue(block.Name, out var tensor);
        if (block.Values is not { } actual)
            return Without(block, "not computed: part of the next block", differs: false);
        if (!isThere)
            return Without(block, "not in the file", differs: false);
        if (!SameShape(block.Shape, tensor!))
            return Without(block, $"the file has [{string.Join(", ", tensor!.Shape)}]", differs: true);
        if (!tensor!.IsFloatingPoint)
            return Without(block, $"the file has {tensor.DataType} values", differs: true);

        float[] expected = new float[actual.Length];
        tensor.CopyTo(expected);
        double largest = 0;
        double maximum = 0;
        int worst = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double difference = Math.Abs((double)actual[i] - expected[i]);
            difference = double.IsNaN(difference) ? double.PositiveInfinity : difference;
            if (difference > largest)
                (largest, worst) = (difference, i);
            maximum = Math.Max(maximum, Math.Abs(expected[i]));
        }

        return new BlockDifference(block, null, !(largest <= tolerance * maximum), largest, maximum, worst, expected[worst]);
    }

    /// <summary>The largest difference as a fraction of the reference's largest value.</summary>
    public double Fraction => Largest == 0 ? 0 : Largest / Maximum;

    /// <summary>The place of the largest difference: channel, row, column.</summary>
    public string Place
    {
        get
        {
            var shape = Block.Shape;
            int cells = shape.Height * shape.Width;
            return cells == 1 ? $"[{Worst}]" : $"[{Worst / cells}, {Worst % cells / shape.Width}, {Worst % shape.Width}]";
        }
    }

    private static BlockDifference Without(RecordedBlock block, string problem, bool differs) => new(block, problem, differs, 0, 0, 0, 0);

    /// <summary>With or without the batch's 1 in front; a vector also as a map of one cell.</summary>
    private static bool SameShape(FeatureShape shape, CheckpointTensor tensor)
    {
        long[] expected = [shape.Channels, shape.Height, shape.Width];
        return Trim(expected).SequenceEqual(Trim(tensor.Shape));

        static IEnumerable<long> Trim(IEnumerable<long> dimensions) => dimensions.Where(dimension => dimension != 1);
    }
}

using Emo.Tool.Terminal;

namespace Emo.Tool.Blocks;

/// <summary>What a block computed, as one of two files has it.</summary>
/// <param name="Values">Planar; null if there are none.</param>
/// <param name="Problem">Why there are none.</param>
/// <param name="Differs">Whether that is a difference, or nothing to compare.</param>
internal sealed record BlockValues(float[]? Values, string? Problem, bool Differs)
{
    public static BlockValues Of(BlockOutput output) => output.IsComputed
        ? new BlockValues(output.ToArray(), null, Differs: false)
        : new BlockValues(null, "not computed: part of the next block", Differs: false);

    /// <summary>The tensor of a dump.</summary>
    public static BlockValues Of(CheckpointTensor? tensor, FeatureShape shape)
    {
        if (tensor is null)
            return new BlockValues(null, "not in the file", Differs: false);
        if (!IsShape(tensor, shape))
            return new BlockValues(null, $"the file has {Plain.Shape(tensor.Shape)}", Differs: true);
        if (!tensor.IsFloatingPoint)
            return new BlockValues(null, $"the file has {tensor.DataType} values", Differs: true);
        float[] values = new float[tensor.Length];
        tensor.CopyTo(values);
        return new BlockValues(values, null, Differs: false);
    }

    /// <summary>With or without the batch's 1 in front; a vector also as a map of one cell.</summary>
    private static bool IsShape(CheckpointTensor tensor, FeatureShape shape)
    {
        long[] expected = [shape.Channels, shape.Height, shape.Width];
        return Trim(expected).SequenceEqual(Trim(tensor.Shape));

        static IEnumerable<long> Trim(IEnumerable<long> dimensions) => dimensions.Where(dimension => dimension != 1);
    }
}

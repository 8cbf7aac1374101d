namespace Emo.Tool.Inspect;

/// <summary>The values of a tensor.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Least">The smallest finite value; 0 where there is none.</param>
/// <param name="Largest">The largest finite value.</param>
/// <param name="NotANumber">How many values are NaN.</param>
/// <param name="Infinite">How many are infinite.</param>
/// <param name="IsRead">False for integers, and for a tensor that is too large to look at.</param>
internal sealed record TensorScan(CheckpointTensor Tensor, float Least, float Largest, long NotANumber, long Infinite, bool IsRead)
{
    private const long MaxLength = 1 << 29;

    /// <param name="tensor">The tensor.</param>
    /// <param name="buffer">Memory for its values, that grows where it is too small.</param>
    public static TensorScan Of(CheckpointTensor tensor, ref float[] buffer)
    {
        if (!tensor.IsFloatingPoint || tensor.Length > MaxLength)
            return new TensorScan(tensor, 0, 0, 0, 0, IsRead: false);
        if (buffer.Length < tensor.Length)
            buffer = new float[tensor.Length];
        var values = buffer.AsSpan(0, (int)tensor.Length);
        tensor.CopyTo(values);
        float least = float.PositiveInfinity;
        float largest = float.NegativeInfinity;
        long notANumber = 0;
        long infinite = 0;
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
            else if (float.IsNaN(value))
                notANumber++;
            else
                infinite++;
        }

        return least > largest
            ? new TensorScan(tensor, 0, 0, notANumber, infinite, IsRead: true)
            : new TensorScan(tensor, least, largest, notANumber, infinite, IsRead: true);
    }

    /// <summary>Whether all values are this one.</summary>
    public bool Is(float value) => IsRead && NotANumber + Infinite == 0 && Least == value && Largest == value;
}

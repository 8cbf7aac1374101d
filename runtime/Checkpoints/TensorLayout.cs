using System.Collections.Immutable;

namespace Emo.Checkpoints;

/// <summary>Where the elements of a tensor lie in the file.</summary>
/// <param name="Offset">The position of the first element, in bytes from the start of the file.</param>
/// <param name="Strides">
/// The distance from one index to the next in each dimension, in elements; default when the elements are contiguous
/// in row-major order.
/// </param>
internal readonly record struct TensorLayout(long Offset, ImmutableArray<long> Strides)
{
    /// <summary>The most dimensions a tensor may have: PyTorch's own limit.</summary>
    public const int MaxRank = 64;

    /// <summary>The product of the dimensions of a shape that is known to be sound.</summary>
    public static long LengthOf(ReadOnlySpan<long> shape)
    {
        long length = 1;
        foreach (long dimension in shape)
            length = checked(length * dimension);
        return length;
    }

    /// <summary>Why a tensor cannot have this shape, or null when it can.</summary>
    public static string? Fault(ReadOnlySpan<long> shape, int elementSize)
    {
        if (shape.Length > MaxRank)
            return $"it has {shape.Length} dimensions, at most {MaxRank} are allowed";
        foreach (long dimension in shape)
        {
            if (dimension < 0)
                return $"its shape has the negative dimension {dimension}";
        }

        // Stepwise, so that no prefix of the product overflows either, even where a later dimension is zero.
        Int128 bytes = elementSize;
        foreach (long dimension in shape)
        {
            bytes *= dimension;
            if (bytes > long.MaxValue)
                return $"its shape [{string.Join(", ", shape.ToArray())}] overflows";
        }
        return null;
    }

    /// <summary>
    /// True when elements with these strides follow each other in row-major order. Strides of dimensions of size one say nothing.
    /// </summary>
    public static bool IsRowMajor(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        long expected = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            if (shape[i] == 0)
                return true;
            if (shape[i] > 1 && strides[i] != expected)
                return false;
            expected *= shape[i];
        }
        return true;
    }
}

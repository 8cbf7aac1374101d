using System.Numerics.Tensors;

namespace Emo.CompilerServices;

/// <summary>Looks through packed weights for what is not finite.</summary>
internal static unsafe class FiniteWeights
{
    // A span has an int as its length. Whatever is longer is looked through in parts.
    private const int Part = 1 << 20;

    /// <summary>The index of the first value that is NaN or infinite, or null where all are finite.</summary>
    public static long? FindOther(float* values, long length)
    {
        for (long first = 0; first < length; first += Part)
        {
            var part = new ReadOnlySpan<float>(values + first, (int)Math.Min(Part, length - first));
            if (TensorPrimitives.IsFiniteAll(part))
                continue;
            int index = 0;
            while (float.IsFinite(part[index]))
                index++;
            return first + index;
        }

        return null;
    }
}

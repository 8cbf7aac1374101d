using System.Numerics.Tensors;

namespace Emo.CompilerServices;

/// <summary>Weights as half-precision numbers, rounded to the nearest one and to the even one of two.</summary>
internal static unsafe class HalfWeights
{
    /// <summary>Where rounding begins to give infinity: halfway between the largest half, 65,504, and what would follow it.</summary>
    private const float Infinite = 65_520;

    // A span has an int as its length. Whatever is longer is looked through in parts.
    private const int Part = 1 << 20;

    /// <summary>The index of the first finite value that would become infinite, or null where there is none.</summary>
    public static long? FindOverflow(float* values, long length)
    {
        for (long first = 0; first < length; first += Part)
        {
            var part = new ReadOnlySpan<float>(values + first, (int)Math.Min(Part, length - first));
            if (!(MathF.Abs(TensorPrimitives.MaxMagnitude(part)) >= Infinite))
                continue;
            int index = 0;
            while (!(MathF.Abs(part[index]) >= Infinite))
                index++;
            return first + index;
        }

        return null;
    }

    public static void Narrow(ReadOnlySpan<float> values, Span<Half> halves) => TensorPrimitives.ConvertToHalf(values, halves);

    /// <summary>Exact: each half is a float.</summary>
    public static void Widen(ReadOnlySpan<Half> halves, Span<float> values) => TensorPrimitives.ConvertToSingle(halves, values);

    /// <summary>Refuses weights that are too large for halves, by the names of their layers.</summary>
    /// <exception cref="OverflowException">A weight would become infinite.</exception>
    public static void ThrowIfOverflow(ModelDefinition definition, NativeBuffer weights)
    {
        if (FindOverflow(weights.Pointer, weights.Bytes / sizeof(float)) is null)
            return;
        var entries = new List<string>();
        foreach (var layer in DeclaredParameters.LayersOf(definition))
        {
            float* values = weights.Pointer + layer.Offset;
            if (FindOverflow(values, layer.Length) is { } index)
                entries.Add(layer.Describe(index, values[index], static name => name));
        }

        throw new OverflowException(
            $"The weights of {definition.Info.Name} cannot be saved as {nameof(WeightStorage.Float16)}: {entries.Count} layer(s) have " +
            $"weights beyond 65504, the largest number of half precision. Save them as {nameof(WeightStorage.Float32)}." +
            MatchedStateDict.Lines(entries));
    }
}

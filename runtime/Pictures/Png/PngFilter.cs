using System.Numerics.Tensors;

namespace Emo.Pictures.Png;

/// <summary>Undoes the filter of a row: what a byte was predicted from, left of it, above it or both, is added to it.</summary>
internal static class PngFilter
{
    private const int None = 0, Sub = 1, Up = 2, Average = 3, Paeth = 4;

    /// <exception cref="PictureException">No such filter is defined.</exception>
    public static void Check(int filter)
    {
        if (filter > Paeth)
            throw PngErrors.Damaged($"a row has the filter {filter}; 0 to 4 are defined");
    }

    /// <param name="filter">The row's first byte.</param>
    /// <param name="row">The row behind it.</param>
    /// <param name="above">The samples of the row above, zeros above the first; as long as the row.</param>
    /// <param name="samples">Receives the row's samples; as long as the row, and elsewhere.</param>
    /// <param name="distance">Bytes from a sample to its left neighbour's: 1, 2, 3, 4, 6 or 8.</param>
    /// <exception cref="PictureException">No such filter is defined.</exception>
    public static void Undo(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> samples, int distance)
    {
        Check(filter);
        if (above.Length != row.Length || samples.Length != row.Length)
        {
            throw new ArgumentException(
                $"The row has {row.Length} bytes, the one above {above.Length}, and there is room for {samples.Length}: " +
                "all three must be as long, since loops run over them unchecked.",
                nameof(row));
        }

        switch (filter)
        {
            case None:
                row.CopyTo(samples);
                break;
            case Up:
                TensorPrimitives.Add(row, above, samples);
                break;
            case Sub:
                PngSubFilter.Undo(row, samples, distance);
                break;
            case Average:
                PngAverageFilter.Undo(row, above, samples, distance);
                break;
            default:
                PngPaethFilter.Undo(row, above, samples, distance);
                break;
        }
    }
}

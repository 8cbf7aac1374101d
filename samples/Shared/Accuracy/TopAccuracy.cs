namespace Emo.Samples.Accuracy;

/// <summary>The share of pictures whose class a classifier names first (top-1).</summary>
public sealed class TopAccuracy
{
    /// <summary>How many pictures were added.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were right.</summary>
    public int Right { get; private set; }

    /// <summary>The share of right ones, 0 to 1; NaN if no picture was added.</summary>
    public double Share => Right / (double)Count;

    /// <summary>Counts one picture.</summary>
    /// <param name="found">The class with the highest logit, from 0.</param>
    /// <param name="truth">The picture's class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is negative.</exception>
    public void Add(int found, int truth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(found);
        ArgumentOutOfRangeException.ThrowIfNegative(truth);
        Count++;
        if (found == truth)
            Right++;
    }
}

namespace Emo;

/// <summary>The class of every pixel of a picture.</summary>
public sealed class LabelMap
{
    private readonly byte[] _labels;

    internal LabelMap(int width, int height, byte[] labels)
    {
        Width = width;
        Height = height;
        _labels = labels;
    }

    /// <summary>Width of the upright picture in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the upright picture in pixels.</summary>
    public int Height { get; }

    /// <summary>The classes row by row: width x height values.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>The class of a pixel: 0 to the number of classes - 1.</summary>
    /// <param name="x">The column, 0 to width - 1.</param>
    /// <param name="y">The row, 0 to height - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies outside the picture.</exception>
    public byte this[int x, int y]
    {
        get
        {
            Check(x, Width, nameof(x));
            Check(y, Height, nameof(y));
            return _labels[((long)y * Width) + x];
        }
    }

    /// <summary>How many pixels are of a class.</summary>
    /// <param name="label">The class.</param>
    public int Count(byte label) => _labels.AsSpan().Count(label);

    /// <summary>The size, and how many classes occur.</summary>
    public override string ToString()
    {
        Span<bool> seen = stackalloc bool[256];
        foreach (byte label in _labels)
            seen[label] = true;
        return $"{Width}x{Height} pixels, {seen.Count(true)} classes";
    }

    private static void Check(int value, int length, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, length, name);
    }
}

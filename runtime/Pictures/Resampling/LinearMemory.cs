namespace Emo.Pictures.Resampling;

/// <summary>What a bilinear resize keeps: what its outputs are made of, and the two rows that were used last.</summary>
internal sealed class LinearMemory
{
    private readonly byte[][] _rows = [[], []];
    private readonly short[][] _narrowed = [[], []];
    private readonly int[] _indices = new int[2];
    private short[] _blended = [];

    /// <summary>Along stored rows.</summary>
    public LinearAxis Across { get; } = new();

    /// <summary>Along stored columns.</summary>
    public LinearAxis Down { get; } = new();

    /// <summary>Forgets the rows.</summary>
    public void Begin() => _indices.AsSpan().Fill(-1);

    /// <summary>
    /// Whether a row has to be read. From then on it counts as kept: even rows in one place, odd ones in the other, so that neighbours
    /// never share one.
    /// </summary>
    public bool Misses(int row)
    {
        if (_indices[row & 1] == row)
            return false;
        _indices[row & 1] = row;
        return true;
    }

    /// <summary>A row as it was read.</summary>
    public Span<byte> Row(int row, int length) => KeptArray.Grow(ref _rows[row & 1], length);

    /// <summary>A row resized across, times 128.</summary>
    public Span<short> Narrowed(int row, int length) => KeptArray.Grow(ref _narrowed[row & 1], length);

    /// <summary>Two rows blended, times 128.</summary>
    public Span<short> Blended(int length) => KeptArray.Grow(ref _blended, length);
}

namespace Emo.Pictures.Resampling;

/// <summary>
/// What resizing needs beside its source and its result, kept from one picture to the next: weights and tables, which are computed anew
/// only when the sizes change, and rows on their way. It grows to what the largest picture needs.
/// </summary>
internal sealed class ResizeMemory
{
    private byte[] _tail = [];
    private byte[] _row = [];
    private byte[] _turned = [];

    /// <summary>The weights along stored rows.</summary>
    public ResampleCoefficients Across { get; } = new();

    /// <summary>The weights along stored columns.</summary>
    public ResampleCoefficients Down { get; } = new();

    /// <summary>The pass along stored columns.</summary>
    public VerticalPass Vertical { get; } = new();

    /// <summary>Columns on their way into rows.</summary>
    public ColumnBlock Columns { get; } = new();

    /// <summary>What a bilinear resize keeps.</summary>
    public LinearMemory Linear { get; } = new();

    /// <summary>The network's values of all bytes.</summary>
    public ByteValues Values { get; } = new();

    /// <summary>A copy of a row's end, with room behind it.</summary>
    public Span<byte> Tail(int length) => KeptArray.Grow(ref _tail, length);

    /// <summary>The row that is made.</summary>
    public Span<byte> Row(int length) => KeptArray.Grow(ref _row, length);

    /// <summary>What is made of that row, when columns are made of rows.</summary>
    public Span<byte> Turned(int length) => KeptArray.Grow(ref _turned, length);
}

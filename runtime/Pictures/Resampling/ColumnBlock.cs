using System.Runtime.CompilerServices;

namespace Emo.Pictures.Resampling;

/// <summary>
/// Turns columns into rows: as many columns as a cache line of results has are collected, then written row by row.
/// </summary>
internal sealed class ColumnBlock
{
    private const int Columns = 16;
    private const int Stride = 3 * Columns;

    private byte[] _pixels = [];
    private int _height;
    private int _left;
    private int _right;

    /// <summary>Starts a picture.</summary>
    public void Begin(int height)
    {
        KeptArray.Grow(ref _pixels, checked(Stride * height));
        _height = height;
        _left = _right = 0;
    }

    /// <summary>Adds column <paramref name="x"/>, a neighbour of the last one; blocks before it go to the sink.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add<TSink>(int x, ReadOnlySpan<byte> pixels, ref TSink sink)
        where TSink : IPixelSink, allows ref struct
    {
        if (x / Columns != _left / Columns)
            Flush(ref sink);
        if (_left == _right)
            (_left, _right) = (x, x);
        (_left, _right) = (Math.Min(_left, x), Math.Max(_right, x + 1));
        int at = 3 * (x % Columns);
        pixels = pixels[..(3 * _height)];
        for (int y = 0; y < _height; y++, at += Stride)
            pixels.Slice(3 * y, 3).CopyTo(_pixels.AsSpan(at, 3));
    }

    /// <summary>Writes what there is.</summary>
    public void Flush<TSink>(ref TSink sink)
        where TSink : IPixelSink, allows ref struct
    {
        if (_left == _right)
            return;
        int at = 3 * (_left % Columns);
        int length = 3 * (_right - _left);
        for (int y = 0; y < _height; y++)
            sink.Write(_left, y, _pixels.AsSpan((y * Stride) + at, length));
        _left = _right = 0;
    }
}

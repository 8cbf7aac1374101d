using System.Runtime.InteropServices;

namespace Emo.Pictures.Resampling;

/// <summary>
/// OpenCV's <c>resize</c> with <c>INTER_LINEAR</c> for 8-bit RGB, to the last bit: two neighbours each way, no antialiasing,
/// weights of 11 bits. Rows are made one by one, in memory that is there before: resizing allocates nothing.
/// </summary>
internal sealed class LinearResizer
{
    private const int Channels = 3;
    private const int WeightOne = 1 << 11;

    private readonly LinearTap[] _columns;
    private readonly int[][] _rows;
    private readonly int[] _rowIndices = [-1, -1];
    private readonly byte[] _result;
    private Picture _picture = null!;
    private int _width;
    private double _scaleY;

    /// <param name="maxWidth">The largest width of a result.</param>
    public LinearResizer(int maxWidth)
    {
        _columns = new LinearTap[maxWidth];
        _rows = [new int[Channels * maxWidth], new int[Channels * maxWidth]];
        _result = new byte[Channels * maxWidth];
    }

    /// <summary>Starts a resize of a picture.</summary>
    public void Begin(Picture picture, int width, int height)
    {
        _picture = picture;
        _width = width;
        _scaleY = LinearTap.Scale(picture.Height, height);
        _rowIndices.AsSpan().Fill(-1);
        double scaleX = LinearTap.Scale(picture.Width, width);
        for (int x = 0; x < width; x++)
            _columns[x] = LinearTap.At(x, scaleX).InsideOf(picture.Width);
    }

    /// <summary>Row <paramref name="y"/> of the result, valid until the next call. Rows from top to bottom are quickest.</summary>
    public ReadOnlySpan<byte> Row(int y)
    {
        var tap = LinearTap.At(y, _scaleY);
        ReadOnlySpan<int> above = Narrowed(Math.Clamp(tap.Index, 0, _picture.Height - 1));
        ReadOnlySpan<int> below = Narrowed(Math.Clamp(tap.Index + 1, 0, _picture.Height - 1));
        var result = _result.AsSpan(0, Channels * _width);
        Blend(above, below, tap.First, tap.Second, result);
        return result;
    }

    /// <summary>A row of the picture, resized across and times 2048: the two that were used last are kept.</summary>
    private int[] Narrowed(int row)
    {
        int slot = row & 1; // neighbours never share a place
        if (_rowIndices[slot] != row)
        {
            Narrow(_picture.Pixels.Slice(Channels * _picture.Width * row, Channels * _picture.Width), _rows[slot]);
            _rowIndices[slot] = row;
        }

        return _rows[slot];
    }

    private void Narrow(ReadOnlySpan<byte> pixels, Span<int> result)
    {
        for (int x = 0; x < _width; x++)
        {
            var tap = _columns[x];
            var left = pixels.Slice(Channels * tap.Index, Channels);
            var right = tap.Second == 0 ? left : pixels.Slice(Channels * (tap.Index + 1), Channels);
            for (int c = 0; c < Channels; c++)
                result[(Channels * x) + c] = (left[c] * tap.First) + (right[c] * tap.Second);
        }
    }

    /// <summary>Each product loses 4 bits before and 16 after, as OpenCV's SIMD code has it; then 2 bits, rounded.</summary>
    private static void Blend(ReadOnlySpan<int> above, ReadOnlySpan<int> below, int first, int second, Span<byte> result)
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = (byte)((((first * (above[i] >> 4)) >> 16) + ((second * (below[i] >> 4)) >> 16) + 2) >> 2);
    }

    /// <summary>The neighbours <c>Index</c> and <c>Index + 1</c> with their weights, which are 2048 together.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct LinearTap(int Index, int First, int Second)
    {
        public static double Scale(int source, int result) => 1 / ((double)result / source);

        public static LinearTap At(int position, double scale)
        {
            float place = (float)(((position + 0.5) * scale) - 0.5);
            int index = (int)MathF.Floor(place);
            float fraction = place - index;
            return new LinearTap(index, ToFixedPoint(1f - fraction), ToFixedPoint(fraction));
        }

        /// <summary>Across, the pixel at an edge counts alone; down, it counts twice, which rounds differently.</summary>
        public LinearTap InsideOf(int length) =>
            Index < 0 ? new LinearTap(0, WeightOne, 0)
            : Index >= length - 1 ? new LinearTap(length - 1, WeightOne, 0)
            : this;

        private static int ToFixedPoint(float weight) => (int)MathF.Round(weight * WeightOne, MidpointRounding.ToEven);
    }
}

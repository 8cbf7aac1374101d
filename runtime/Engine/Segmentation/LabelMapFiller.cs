using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.CompilerServices;

/// <summary>
/// From logits to the class of every pixel: two bilinear resizes, to the input and to the picture, then the largest. The two are
/// one sum of three by three cells, so that no enlarged logits are kept: a few columns of the picture at a time, the rows of a
/// column first.
/// </summary>
internal sealed class LabelMapFiller
{
    private const int TileWidth = 64;

    private readonly CellMap _cells;
    private readonly ResizeTap[] _columns = new ResizeTap[TileWidth];
    private readonly float[] _row;
    private readonly int _inputHeight;
    private readonly int _inputWidth;

    public LabelMapFiller(CellMap cells, int inputHeight, int inputWidth)
    {
        _cells = cells;
        _row = new float[(cells.Width + 2) * cells.CellLength];
        _inputHeight = inputHeight;
        _inputWidth = inputWidth;
    }

    public void Fill(in PictureFrame frame, Span<byte> labels)
    {
        for (int left = 0; left < frame.PictureWidth; left += TileWidth)
        {
            var columns = _columns.AsSpan(0, Math.Min(TileWidth, frame.PictureWidth - left));
            for (int i = 0; i < columns.Length; i++)
                columns[i] = ResizeTap.At(left + i, frame.PictureWidth, frame.ResizedWidth, _inputWidth, _cells.Width);

            for (int y = 0; y < frame.PictureHeight; y++)
            {
                var row = ResizeTap.At(y, frame.PictureHeight, frame.ResizedHeight, _inputHeight, _cells.Height);
                BlendRows(row, columns[0].Start, columns[^1].Start + 3);
                Label(columns, labels.Slice((y * frame.PictureWidth) + left, columns.Length));
            }
        }
    }

    /// <summary>The cells of the columns from start to end, resized down to one row of the picture.</summary>
    private void BlendRows(ResizeTap tap, int start, int end)
    {
        int count = end - start;
        ref float above = ref MemoryMarshal.GetReference(_cells.Cells(tap.Start, start, count));
        ref float middle = ref MemoryMarshal.GetReference(_cells.Cells(tap.Start + 1, start, count));
        ref float below = ref MemoryMarshal.GetReference(_cells.Cells(tap.Start + 2, start, count));
        var result = _row.AsSpan(0, count * _cells.CellLength);
        for (int i = 0; i < result.Length; i += Vector256<float>.Count)
            Blend(ref above, ref middle, ref below, i, tap).CopyTo(result[i..]);
    }

    private void Label(ReadOnlySpan<ResizeTap> columns, Span<byte> labels)
    {
        int cell = _cells.CellLength;
        for (int x = 0; x < columns.Length; x++)
        {
            var values = _row.AsSpan((columns[x].Start - columns[0].Start) * cell, 3 * cell);
            labels[x] = (byte)LargestOf(values, cell, columns[x]);
        }
    }

    /// <summary>The class with the largest value across three cells; of equal ones the lowest.</summary>
    private static int LargestOf(ReadOnlySpan<float> cells, int classes, ResizeTap tap)
    {
        ref float left = ref MemoryMarshal.GetReference(cells);
        ref float middle = ref MemoryMarshal.GetReference(cells[classes..]);
        ref float right = ref MemoryMarshal.GetReference(cells[(2 * classes)..]);
        var best = Blend(ref left, ref middle, ref right, 0, tap);
        var bestClass = Vector256<int>.Indices;
        for (int i = Vector256<float>.Count; i < classes; i += Vector256<float>.Count)
        {
            var value = Blend(ref left, ref middle, ref right, i, tap);
            var better = Vector256.GreaterThan(value, best);
            best = Vector256.ConditionalSelect(better, value, best);
            bestClass = Vector256.ConditionalSelect(better.AsInt32(), Vector256<int>.Indices + Vector256.Create(i), bestClass);
        }

        return LowestClassOfLargest(best, bestClass);
    }

    private static int LowestClassOfLargest(Vector256<float> values, Vector256<int> classes)
    {
        var pairs = Vector128.Max(values.GetLower(), values.GetUpper());
        pairs = Vector128.Max(pairs, Vector128.Shuffle(pairs, Vector128.Create(2, 3, 0, 1)));
        pairs = Vector128.Max(pairs, Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2)));
        var largest = Vector256.Equals(values, Vector256.Create(pairs, pairs)).AsInt32();
        var candidates = Vector256.ConditionalSelect(largest, classes, Vector256.Create(int.MaxValue));
        var lowest = Vector128.Min(candidates.GetLower(), candidates.GetUpper());
        lowest = Vector128.Min(lowest, Vector128.Shuffle(lowest, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(lowest[0], lowest[1]);
    }

    /// <summary>Products are rounded before they are added: the same bits with and without fused multiply-add.</summary>
    private static Vector256<float> Blend(ref float first, ref float second, ref float third, int at, ResizeTap tap) =>
        (Vector256.LoadUnsafe(ref first, (nuint)at) * tap.First) +
        (Vector256.LoadUnsafe(ref second, (nuint)at) * tap.Second) +
        (Vector256.LoadUnsafe(ref third, (nuint)at) * tap.Third);
}

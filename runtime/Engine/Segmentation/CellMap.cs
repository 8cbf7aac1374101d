using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Emo.CompilerServices;

/// <summary>
/// Logits cell by cell: the classes of a cell lie together, padded to whole vectors, with two cells of zeros behind every row and
/// two such rows behind the last, so that three neighbours can be read anywhere. Padding classes repeat class 0, which wins
/// against its copies.
/// </summary>
internal sealed class CellMap
{
    private readonly float[] _values;
    private readonly int _classes;

    public CellMap(int classes, int height, int width)
    {
        _classes = classes;
        Height = height;
        Width = width;
        int lanes = Vector256<float>.Count;
        CellLength = (classes + lanes - 1) / lanes * lanes;
        _values = new float[(height + 2) * RowLength];
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>Floats from one cell to the next.</summary>
    public int CellLength { get; }

    private int RowLength => (Width + 2) * CellLength;

    /// <summary>Cells of a row from <paramref name="column"/> on.</summary>
    public ReadOnlySpan<float> Cells(int row, int column, int count) =>
        _values.AsSpan((row * RowLength) + (column * CellLength), count * CellLength);

    /// <summary>Takes planar logits.</summary>
    /// <exception cref="NotFiniteNumberException">One of them is not finite.</exception>
    public void Load(ReadOnlySpan<float> logits)
    {
        // Minimum and maximum are NaN if any logit is.
        if (!float.IsFinite(TensorPrimitives.Min(logits)) || !float.IsFinite(TensorPrimitives.Max(logits)))
            throw new NotFiniteNumberException("The logits are not finite numbers: the model's input or its weights are not either.");
        int cells = Height * Width;
        for (int i = 0; i < CellLength; i++)
        {
            var plane = logits.Slice((i < _classes ? i : 0) * cells, cells);
            for (int y = 0; y < Height; y++)
            {
                int at = (y * RowLength) + i;
                for (int x = 0; x < Width; x++, at += CellLength)
                    _values[at] = plane[(y * Width) + x];
            }
        }
    }
}

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Resampling;

/// <summary>
/// Resamples columns: rows come in from the top, and each output is a weighted sum of some that came last. A ring keeps as many as an
/// output needs. Where that would be too many, the ring is short, and whenever it is full, its rows are added to the sums of all the
/// outputs that use them: a filter so wide has only a few of these.
/// </summary>
internal sealed class VerticalPass
{
    /// <summary>Rows are padded to this many bytes, so that vectors need not stop before their end.</summary>
    private const int Alignment = 64;

    private const int LongRing = 64;

    /// <summary>Of wide rows, the ring of a wide filter has fewer.</summary>
    private const int RingBytes = 4 << 20;

    /// <summary>A filter of more than 64 taps shrinks 15 times or more, so that a sample is part of five outputs at most.</summary>
    private const int Slots = 8;

    private ResampleCoefficients _coefficients = null!;
    private byte[] _ring = [];
    private int[] _sums = [];
    private int[] _offsets = [];
    private int _stride;
    private int _rows;
    private int _first;
    private int _end;
    private int _next;
    private bool _sumsUp;

    /// <summary>The length of a result.</summary>
    public int Stride => _stride;

    /// <summary>Starts a pass over rows of so many bytes.</summary>
    public void Begin(ResampleCoefficients coefficients, int rowBytes)
    {
        _coefficients = coefficients;
        _stride = (rowBytes + Alignment - 1) / Alignment * Alignment;
        // Rows a multiple of 4096 bytes apart would share the same few lines of the cache.
        if (_stride / Alignment % 2 == 0)
            _stride += Alignment;
        _rows = coefficients.Taps;
        _sumsUp = _rows > LongRing;
        if (_sumsUp)
        {
            _rows = Math.Clamp(RingBytes / _stride, ResampleCoefficients.GroupTaps, LongRing);
            KeptArray.Grow(ref _sums, Slots * _stride).Clear();
        }

        KeptArray.Grow(ref _ring, checked((_rows + 1) * _stride));
        RowAt(_rows).Clear(); // stands for rows that are not in the ring
        KeptArray.Grow(ref _offsets, coefficients.Groups * ResampleCoefficients.GroupTaps);
        _first = _end = coefficients.InputStart;
        _next = 0;
    }

    /// <summary>Where row <paramref name="y"/> is to be written; rows that no output uses may be left out.</summary>
    public Span<byte> Add(int y)
    {
        if (_sumsUp && _end - _first == _rows)
            SumUp();
        _end = y + 1;
        return RowAt(y % _rows);
    }

    /// <summary>An output, in the order of the rows; all rows that it uses have been added.</summary>
    public void Output(int output, Span<byte> result)
    {
        var weights = _coefficients.WeightsOf(output);
        if (_sumsUp)
        {
            SumUp();
            var sums = SumsOf(output);
            if (Avx2.IsSupported)
                VerticalSums.Finish<Lanes256, Vector256<int>>(sums, result[.._stride]);
            else
                VerticalSums.Finish<Lanes128, Vector128<int>>(sums, result[.._stride]);
            sums.Clear();
            _next++;
            return;
        }

        int start = _coefficients.Starts[output];
        var offsets = _offsets.AsSpan(0, weights.Length / 2);
        for (int i = 0; i < offsets.Length; i++)
            offsets[i] = (start + i) % _rows * _stride; // behind the last row it is any, with a weight of 0
        if (Avx2.IsSupported)
            VerticalSums.Blend<Lanes256, Vector256<int>>(_ring, offsets, weights, result[.._stride]);
        else
            VerticalSums.Blend<Lanes128, Vector128<int>>(_ring, offsets, weights, result[.._stride]);
    }

    /// <summary>Adds the rows of the ring to all sums that they are part of.</summary>
    private void SumUp()
    {
        var starts = _coefficients.Starts;
        for (int i = _next; i < starts.Length; i++)
        {
            int output = _coefficients.Mirrored ? starts.Length - 1 - i : i;
            if (starts[output] >= _end)
                break;
            SumUp(output);
        }

        _first = _end;
    }

    private void SumUp(int output)
    {
        int start = _coefficients.Starts[output];
        // The groups that have rows of the ring; their others are zeros, and come or came with another ring.
        int firstGroup = Math.Max(_first - start, 0) / ResampleCoefficients.GroupTaps;
        int end = Math.Min(_end - start, _coefficients.Counts[output]);
        int endGroup = (end + ResampleCoefficients.GroupTaps - 1) / ResampleCoefficients.GroupTaps;
        var offsets = _offsets.AsSpan(0, (endGroup - firstGroup) * ResampleCoefficients.GroupTaps);
        for (int i = 0; i < offsets.Length; i++)
        {
            int row = start + (firstGroup * ResampleCoefficients.GroupTaps) + i;
            offsets[i] = (row >= _first && row < _end ? row % _rows : _rows) * _stride;
        }

        var weights = _coefficients.WeightsOf(output).Slice(2 * ResampleCoefficients.GroupTaps * firstGroup, 2 * offsets.Length);
        if (Avx2.IsSupported)
            VerticalSums.Add<Lanes256, Vector256<int>>(_ring, offsets, weights, SumsOf(output));
        else
            VerticalSums.Add<Lanes128, Vector128<int>>(_ring, offsets, weights, SumsOf(output));
    }

    private Span<byte> RowAt(int index) => _ring.AsSpan(index * _stride, _stride);

    private Span<int> SumsOf(int output) => _sums.AsSpan(output % Slots * _stride, _stride);
}

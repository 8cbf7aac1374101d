using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// Turns blocks of coefficients into samples. Blocks of 8 x 8 samples wait for another one where vectors take two at once:
/// <see cref="Flush"/> before their coefficients change or their samples are read.
/// </summary>
internal ref struct BlockTransform
{
    private ref short _block;
    private ref short _factors;
    private ref byte _samples;
    private int _stride;
    private bool _waits;

    /// <summary>Transforms a block, now or with the next one.</summary>
    /// <param name="component">Whose block it is.</param>
    /// <param name="block">Its 64 coefficients.</param>
    /// <param name="isFlat">Whether all but DC are zero.</param>
    /// <param name="samples">Where its first sample goes in <see cref="JpegPlane.Samples"/>.</param>
    public void Add(JpegComponent component, ReadOnlySpan<short> block, bool isFlat, int samples)
    {
        var plane = component.Plane;
        int side = plane.BlockSide;
        var target = plane.Samples.Slice(samples, ((side - 1) * plane.Stride) + side);
        var factors = MemoryMarshal.Cast<ushort, short>(component.Quantization.AsSpan());
        if (side != JpegFrame.BlockSide)
        {
            ReducedInverseDct.Transform(block, factors, target, plane.Stride, side);
            return;
        }

        if (isFlat)
        {
            Fill(block[0], factors[0], target, plane.Stride);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(block.Length, ZigZag.BlockLength);
        ref short coefficients = ref MemoryMarshal.GetReference(block);
        ref short table = ref MemoryMarshal.GetReference(factors);
        ref byte first = ref MemoryMarshal.GetReference(target);
        if (!Avx2.IsSupported)
        {
            InverseDct<WordLanes128, Vector128<short>, Vector128<int>>.Transform(
                ref coefficients, ref table, ref first, plane.Stride, ref coefficients, ref table, ref first, plane.Stride);
        }
        else if (_waits)
        {
            _waits = false;
            InverseDct<WordLanes256, Vector256<short>, Vector256<int>>.Transform(
                ref _block, ref _factors, ref _samples, _stride, ref coefficients, ref table, ref first, plane.Stride);
        }
        else
        {
            _waits = true;
            _block = ref coefficients;
            _factors = ref table;
            _samples = ref first;
            _stride = plane.Stride;
        }
    }

    /// <summary>Transforms the block that waits, if one does.</summary>
    public void Flush()
    {
        if (!_waits)
            return;
        _waits = false;
        InverseDct<WordLanes128, Vector128<short>, Vector128<int>>.Transform(
            ref _block, ref _factors, ref _samples, _stride, ref _block, ref _factors, ref _samples, _stride);
    }

    /// <summary>A block of one colour: what both passes make of its DC coefficient.</summary>
    private static void Fill(short dc, short factor, Span<byte> samples, int stride)
    {
        short column = (short)((short)(dc * factor) << 2);
        byte value = (byte)(Math.Clamp((column + 16) >> 5, sbyte.MinValue, sbyte.MaxValue) + 128);
        ulong row = 0x0101_0101_0101_0101UL * value;
        for (int y = 0; y < JpegFrame.BlockSide; y++)
            MemoryMarshal.Write(samples[(y * stride)..], row);
    }
}

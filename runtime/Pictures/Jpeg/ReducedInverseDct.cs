using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lanes = Emo.Pictures.Jpeg.WordLanes128;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// Inverse DCTs of libjpeg that give 4 x 4, 2 x 2 or 1 x 1 samples of a block of 8 x 8 coefficients (<c>jidctred</c>): decoding at 1/2,
/// 1/4 and 1/8 of the size.
/// </summary>
internal static class ReducedInverseDct
{
    private const int FractionBits = 13;
    private const int BetweenBits = 2;

    /// <summary>Transforms a block.</summary>
    /// <param name="block">64 coefficients, row by row.</param>
    /// <param name="factors">The quantisation table, row by row.</param>
    /// <param name="samples">Receives <paramref name="side"/> rows of as many samples.</param>
    /// <param name="stride">From one row of samples to the next.</param>
    /// <param name="side">1, 2 or 4.</param>
    public static void Transform(ReadOnlySpan<short> block, ReadOnlySpan<short> factors, Span<byte> samples, int stride, int side)
    {
        if (side == 1)
        {
            samples[0] = Mean(block[0], factors[0]);
            return;
        }

        var rows = Dequantized(block, factors);
        if (side == 4)
        {
            PassOf4(ref rows, FractionBits - BetweenBits + 1);
            Lanes.Transpose(ref rows);
            PassOf4(ref rows, FractionBits + BetweenBits + 3 + 1);
        }
        else
        {
            PassOf2(ref rows, FractionBits - BetweenBits + 2);
            Lanes.Transpose(ref rows);
            PassOf2(ref rows, FractionBits + BetweenBits + 3 + 2);
        }

        Lanes.Transpose(ref rows);
        Store(rows.R0, samples, side);
        Store(rows.R1, samples[stride..], side);
        if (side == 2)
            return;
        Store(rows.R2, samples[(2 * stride)..], side);
        Store(rows.R3, samples[(3 * stride)..], side);
    }

    /// <summary>An eighth of the DC coefficient, of which libjpeg looks up 10 bits.</summary>
    private static byte Mean(short dc, short factor)
    {
        const int UnusedBits = 32 - 10;
        int mean = ((dc * factor) + 4) >> 3 << UnusedBits >> UnusedBits;
        return (byte)Math.Clamp(mean + 128, byte.MinValue, byte.MaxValue);
    }

    private static WordRows<Vector128<short>> Dequantized(ReadOnlySpan<short> block, ReadOnlySpan<short> factors)
    {
        WordRows<Vector128<short>> rows;
        rows.R0 = Row(block, factors, 0);
        rows.R1 = Row(block, factors, 1);
        rows.R2 = Row(block, factors, 2);
        rows.R3 = Row(block, factors, 3);
        rows.R4 = Vector128<short>.Zero; // no reduced transform reads this row or column
        rows.R5 = Row(block, factors, 5);
        rows.R6 = Row(block, factors, 6);
        rows.R7 = Row(block, factors, 7);
        return rows;
    }

    private static Vector128<short> Row(ReadOnlySpan<short> block, ReadOnlySpan<short> factors, int row) =>
        Vector128.Create(block.Slice(8 * row, 8)) * Vector128.Create(factors.Slice(8 * row, 8));

    /// <summary>Four rows of eight; the others become zero.</summary>
    private static void PassOf4(ref WordRows<Vector128<short>> rows, int bits)
    {
        const short C0211 = 1730, C0509 = 4176, C0601 = 4926, C0765 = 6270, C0899 = 7373, C1061 = 8697;
        const short C1451 = 11893, C1847 = 15137, C2172 = 17799, C2562 = 20995;

        var (halfLow, halfHigh) = Lanes.Scale(rows.R0);
        var (evenLow, evenHigh) = Lanes.SumOfProducts(rows.R2, rows.R6, C1847, -C0765);
        var (a0Low, a0High) = Lanes.SumOfProducts(rows.R7, rows.R5, -C0211, C1451);
        var (b0Low, b0High) = Lanes.SumOfProducts(rows.R3, rows.R1, -C2172, C1061);
        var (a2Low, a2High) = Lanes.SumOfProducts(rows.R7, rows.R5, -C0509, -C0601);
        var (b2Low, b2High) = Lanes.SumOfProducts(rows.R3, rows.R1, C0899, C2562);
        var (dcLow, dcHigh) = (halfLow << 1, halfHigh << 1);
        var (odd0Low, odd0High) = (a0Low + b0Low, a0High + b0High);
        var (odd2Low, odd2High) = (a2Low + b2Low, a2High + b2High);

        rows = default;
        rows.R0 = Lanes.Descale(dcLow + evenLow + odd2Low, dcHigh + evenHigh + odd2High, bits);
        rows.R3 = Lanes.Descale(dcLow + evenLow - odd2Low, dcHigh + evenHigh - odd2High, bits);
        rows.R1 = Lanes.Descale(dcLow - evenLow + odd0Low, dcHigh - evenHigh + odd0High, bits);
        rows.R2 = Lanes.Descale(dcLow - evenLow - odd0Low, dcHigh - evenHigh - odd0High, bits);
    }

    /// <summary>Two rows of eight; the others become zero.</summary>
    private static void PassOf2(ref WordRows<Vector128<short>> rows, int bits)
    {
        const short C0720 = 5906, C0850 = 6967, C1272 = 10426, C3624 = 29692;

        var (quarterLow, quarterHigh) = Lanes.Scale(rows.R0);
        var (aLow, aHigh) = Lanes.SumOfProducts(rows.R7, rows.R5, -C0720, C0850);
        var (bLow, bHigh) = Lanes.SumOfProducts(rows.R3, rows.R1, -C1272, C3624);
        var (dcLow, dcHigh) = (quarterLow << 2, quarterHigh << 2);

        rows = default;
        rows.R0 = Lanes.Descale(dcLow + aLow + bLow, dcHigh + aHigh + bHigh, bits);
        rows.R1 = Lanes.Descale(dcLow - aLow - bLow, dcHigh - aHigh - bHigh, bits);
    }

    private static void Store(Vector128<short> row, Span<byte> samples, int side)
    {
        var bytes = (Vector128.NarrowWithSaturation(row, row) + Vector128.Create((sbyte)-128)).AsByte();
        if (side == 4)
            MemoryMarshal.Write(samples, bytes.AsUInt32().ToScalar());
        else
            MemoryMarshal.Write(samples, bytes.AsUInt16().ToScalar());
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// Entropy decoding of the scans of a progressive file (ITU-T T.81, G.2). Beside its coefficients a block has a mask of those that are
/// not zero, in the order of coding: scans that refine them go from one to the next instead of over all 63.
/// </summary>
internal static class ProgressiveBlock
{
    /// <summary>The first bits of the DC coefficient.</summary>
    public static void DecodeDc(ref BitReader reader, HuffmanTable table, ref int prediction, int shift, Span<short> block) =>
        block[0] = (short)(SequentialBlock.DecodeDc(ref reader, table, ref prediction) << shift);

    /// <summary>One more bit of the DC coefficient.</summary>
    public static void RefineDc(ref BitReader reader, int shift, Span<short> block)
    {
        reader.Ensure();
        block[0] |= (short)(reader.Take(1) << shift);
    }

    /// <summary>The first bits of a band of coefficients.</summary>
    /// <param name="reader">The data.</param>
    /// <param name="table">The Huffman table.</param>
    /// <param name="scan">The scan's band and shift.</param>
    /// <param name="block">The coefficients.</param>
    /// <param name="nonzero">Gets a bit for each coefficient that is decoded.</param>
    /// <returns>How many blocks of the component that follow have nothing in this scan.</returns>
    public static int DecodeAc(ref BitReader reader, HuffmanTable table, in JpegScan scan, Span<short> block, ref ulong nonzero)
    {
        var bits = reader;
        int next = scan.First, emptyBlocks = 0;
        do
        {
            int symbol = TakeSymbol(ref bits, table);
            int run = symbol >> 4, size = symbol & 15;
            if (size == 0)
            {
                if (run != 15)
                {
                    emptyBlocks = TakeRun(ref bits, run) - 1;
                    break;
                }

                next += 16;
                continue;
            }

            next += run;
            int value = HuffmanTable.Extend(bits.Take(size), size) << scan.Shift;
            block[ZigZag.Order[next]] = (short)value;
            if ((short)value != 0)
                nonzero |= 1UL << Math.Min(next, ZigZag.BlockLength - 1);
            next++;
        }
        while (next <= scan.Last);
        reader = bits;
        return emptyBlocks;
    }

    /// <summary>One more bit of a band of coefficients, and those that become other than zero with it.</summary>
    /// <inheritdoc cref="DecodeAc"/>
    public static int RefineAc(ref BitReader reader, HuffmanTable table, in JpegScan scan, Span<short> block, ref ulong nonzero)
    {
        var bits = reader;
        int next = scan.First;
        do
        {
            int symbol = TakeSymbol(ref bits, table);
            int run = symbol >> 4, size = symbol & 15;
            int value = 0;
            if (size == 0)
            {
                if (run != 15)
                {
                    int blocks = TakeRun(ref bits, run);
                    reader = bits;
                    RefineRest(ref reader, next, scan, block, nonzero);
                    return blocks - 1;
                }
            }
            else
            {
                if (size != 1)
                    throw JpegErrors.Damaged("a coefficient that a scan refines has more than one new bit");
                value = bits.Take(1) != 0 ? 1 << scan.Shift : -1 << scan.Shift;
            }

            // Behind this many zeros; the coefficients that are met on the way have a bit each.
            int target = PlaceOfZero(nonzero, next, run, scan.Last);
            Refine(ref bits, Between(nonzero, next, target), scan.Shift, block);
            if (value != 0)
            {
                block[ZigZag.Order[target]] = (short)value;
                nonzero |= 1UL << Math.Min(target, ZigZag.BlockLength - 1);
            }

            next = target + 1;
        }
        while (next <= scan.Last);
        reader = bits;
        return 0;
    }

    /// <summary>One more bit of the band's coefficients in a block that gets no new ones.</summary>
    public static void RefineRest(ref BitReader reader, int first, in JpegScan scan, Span<short> block, ulong nonzero) =>
        Refine(ref reader, Between(nonzero, first, scan.Last + 1), scan.Shift, block);

    /// <summary>The coefficients of a mask from <paramref name="first"/> to before <paramref name="end"/>, at most 64.</summary>
    private static ulong Between(ulong mask, int first, int end) =>
        first >= end ? 0 : mask & (ulong.MaxValue << first) & (ulong.MaxValue >> (ZigZag.BlockLength - end));

    /// <summary>Where the zero stands that <paramref name="zeros"/> others precede; one behind the band if it has none.</summary>
    private static int PlaceOfZero(ulong nonzero, int first, int zeros, int last)
    {
        ulong free = ~nonzero & (ulong.MaxValue << first);
        for (; zeros > 0 && free != 0; zeros--)
            free &= free - 1;
        return Math.Min(BitOperations.TrailingZeroCount(free), last + 1);
    }

    private static void Refine(ref BitReader reader, ulong mask, int shift, Span<short> block)
    {
        while (mask != 0)
        {
            int count = Math.Min(BitOperations.PopCount(mask), BitReader.MaxSymbolBits - 1);
            reader.Ensure();
            uint corrections = (uint)reader.Take(count) << (32 - count);
            for (; count > 0; count--, corrections <<= 1, mask &= mask - 1)
            {
                if ((int)corrections >= 0)
                    continue;
                ref short coefficient = ref block[ZigZag.Order[BitOperations.TrailingZeroCount(mask)]];
                int bit = 1 << shift;
                if ((coefficient & bit) == 0)
                    coefficient += (short)(coefficient >= 0 ? bit : -bit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TakeSymbol(ref BitReader bits, HuffmanTable table)
    {
        bits.Ensure();
        uint entry = table.Lookup[(int)(bits.Bits >> (64 - HuffmanTable.LookupBits))];
        int length = (int)(entry & 0x3F);
        int symbol = (int)((entry >> 8) & 0xFF);
        if (length == 0)
            length = table.Search(bits.Bits, out symbol);
        bits.Skip(length);
        return symbol;
    }

    /// <summary>The number of blocks that an end stands for, this one included: 2 to the power of the run plus that many bits.</summary>
    private static int TakeRun(ref BitReader bits, int run) => run == 0 ? 1 : (1 << run) + bits.Take(run);
}

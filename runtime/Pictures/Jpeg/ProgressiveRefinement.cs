using System.Numerics;
using System.Runtime.CompilerServices;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// Entropy decoding of a scan that adds a bit to a band of coefficients (ITU-T T.81, G.1.2.3). By the blocks' masks it goes from one
/// coefficient that is not zero to the next, instead of over all 63.
/// </summary>
internal static class ProgressiveRefinement
{
    /// <inheritdoc cref="ProgressiveBand.Decode"/>
    public static int Decode(
        ref BitReader reader,
        int length,
        HuffmanTable table,
        in JpegScan scan,
        Span<short> blocks,
        Span<ulong> nonzero,
        int emptyBlocks)
    {
        var bits = reader;
        ulong band = CoefficientMask.Between(scan.First, scan.Last);
        for (int i = 0; i < nonzero.Length && !bits.IsExhausted(length); i++)
        {
            ref ulong mask = ref nonzero[i];
            var block = blocks.Slice(ZigZag.BlockLength * i, ZigZag.BlockLength);
            ulong known = mask, rest = band, larger = 0;
            if (emptyBlocks == 0)
                emptyBlocks = DecodeBlock(ref bits, table, scan, block, ref mask, ref rest, ref larger);
            if (emptyBlocks > 0)
            {
                emptyBlocks--;
                larger |= TakeCorrections(ref bits, known & rest);
            }

            Enlarge(block, larger, scan.Shift);
        }

        reader = bits;
        return emptyBlocks;
    }

    /// <summary>Decodes a block up to its end or its last new coefficient.</summary>
    /// <param name="bits">The data.</param>
    /// <param name="table">The Huffman table.</param>
    /// <param name="scan">The band and the shift.</param>
    /// <param name="block">The block's coefficients.</param>
    /// <param name="nonzero">Its mask.</param>
    /// <param name="rest">The band; becomes what was not gone over.</param>
    /// <param name="larger">Gets the coefficients whose bit is set.</param>
    /// <returns>How many blocks an end stands for, this one included; 0: the block has none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DecodeBlock(
        ref BitReader bits,
        HuffmanTable table,
        in JpegScan scan,
        Span<short> block,
        ref ulong nonzero,
        ref ulong rest,
        ref ulong larger)
    {
        do
        {
            bits.Ensure();
            uint entry = table.Lookup[(int)(bits.Bits >> (64 - HuffmanTable.LookupBits))];
            int symbol = (int)((entry >> 8) & 0xFF);
            if ((entry & 0x3F) != 0)
            {
                bits.Skip((int)entry);
            }
            else
            {
                var slow = bits;
                symbol = SequentialBlock.TakeSymbol(ref slow, table, entry);
                bits = slow;
            }

            int run = symbol >> 4, size = symbol & 15;
            int value = 0;
            if (size != 0)
            {
                if (size != 1)
                    throw JpegErrors.Damaged("a coefficient that a scan refines has more than one new bit");
                value = ((2 * bits.Take(1)) - 1) << scan.Shift;
            }
            else if (run != 15)
            {
                return ProgressiveBand.TakeRun(ref bits, run);
            }

            // Behind this many zeros; the coefficients that are met on the way have a bit each. Where the band has fewer zeros, a damaged
            // file's coefficient stands one behind it, as in libjpeg.
            int place = CoefficientMask.Nth(rest & ~nonzero, run);
            if (place < 0)
                place = scan.Last + 1;
            ulong behind = rest & CoefficientMask.Behind(place);
            larger |= TakeCorrections(ref bits, nonzero & (rest ^ behind));
            if (value != 0)
            {
                block[ZigZag.Order[place]] = (short)value;
                nonzero |= CoefficientMask.Of(place);
            }

            rest = behind;
        }
        while (rest != 0);
        return 0;
    }

    /// <summary>Takes a bit for each coefficient of a set. Returns those whose bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong TakeCorrections(ref BitReader bits, ulong mask)
    {
        int count = BitOperations.PopCount(mask);
        bits.Ensure();
        ulong corrections = bits.Bits >> 1 >> (63 - count);
        if (count < BitReader.MaxSymbolBits)
        {
            bits.Skip(count);
        }
        else
        {
            ulong first = (uint)bits.Take(BitReader.MaxSymbolBits - 1);
            int left = count - (BitReader.MaxSymbolBits - 1);
            bits.Refill();
            corrections = (first << left) | (bits.Bits >> 1 >> (63 - left));
            bits.Skip(left);
        }

        return CoefficientMask.Deposit(corrections, mask);
    }

    /// <summary>Sets the scan's bit in the magnitudes of coefficients, unless a damaged file has set it before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Enlarge(Span<short> block, ulong mask, int shift)
    {
        while (mask != 0)
        {
            int place = CoefficientMask.First(mask);
            ref short coefficient = ref block[ZigZag.Order[place]];
            int value = coefficient, sign = value >> 31;
            int bit = (((value >> shift) & 1) ^ 1) << shift;
            coefficient = (short)(value + ((bit ^ sign) - sign));
            mask &= CoefficientMask.Behind(place);
        }
    }
}

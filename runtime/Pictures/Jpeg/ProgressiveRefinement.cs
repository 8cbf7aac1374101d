using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        ulong band = (ulong.MaxValue << scan.First) & (ulong.MaxValue >> (ZigZag.BlockLength - 1 - scan.Last));
        for (int i = 0; i < nonzero.Length && !bits.IsExhausted(length); i++)
        {
            ref ulong mask = ref nonzero[i];
            ref short block = ref MemoryMarshal.GetReference(blocks.Slice(ZigZag.BlockLength * i, ZigZag.BlockLength));
            ulong behind = band;
            if (emptyBlocks == 0)
                emptyBlocks = DecodeBlock(ref bits, table, scan, ref block, ref mask, ref behind);
            if (emptyBlocks > 0)
            {
                emptyBlocks--;
                Refine(ref bits, mask & behind, scan.Shift, ref block);
            }
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
    /// <param name="rest">The places of the band; becomes those that were not gone over.</param>
    /// <returns>How many blocks an end stands for, this one included; 0: the block has none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DecodeBlock(
        ref BitReader bits, HuffmanTable table, in JpegScan scan, ref short block, ref ulong nonzero, ref ulong rest)
    {
        do
        {
            bits.Ensure();
            uint entry = Unsafe.Add(
                ref MemoryMarshal.GetReference(table.Lookup), (nint)(bits.Bits >> (64 - HuffmanTable.LookupBits)));
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
                value = bits.Take(1) != 0 ? 1 << scan.Shift : -1 << scan.Shift;
            }
            else if (run != 15)
            {
                return ProgressiveBand.TakeRun(ref bits, run);
            }

            // Behind this many zeros; the coefficients that are met on the way have a bit each. Where the band has fewer zeros, a damaged
            // file's coefficient stands one behind it, as in libjpeg.
            ulong zeros = rest & ~nonzero;
            for (; run > 0; run--)
                zeros &= zeros - 1;
            int place = zeros == 0 ? scan.Last + 1 : BitOperations.TrailingZeroCount(zeros);
            ulong upToPlace = place >= ZigZag.BlockLength - 1 ? ulong.MaxValue : (2UL << place) - 1;
            Refine(ref bits, nonzero & rest & upToPlace, scan.Shift, ref block);
            if (value != 0)
            {
                Unsafe.Add(ref block, (int)ZigZag.Order[place]) = (short)value;
                nonzero |= 1UL << Math.Min(place, ZigZag.BlockLength - 1);
            }

            rest &= ~upToPlace;
        }
        while (rest != 0);
        return 0;
    }

    /// <summary>A bit for each coefficient of a mask, from the first on: set, it makes the coefficient's magnitude larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Refine(ref BitReader bits, ulong mask, int shift, ref short block)
    {
        while (mask != 0)
        {
            bits.Ensure();
            int count = Math.Min(BitOperations.PopCount(mask), BitReader.MaxSymbolBits - 1);
            uint corrections = (uint)bits.Take(count) << (32 - count);
            for (; count > 0; count--, corrections <<= 1, mask &= mask - 1)
            {
                if ((int)corrections >= 0)
                    continue;
                ref short coefficient = ref Unsafe.Add(ref block, (int)ZigZag.Order[BitOperations.TrailingZeroCount(mask)]);
                if ((coefficient & (1 << shift)) == 0)
                    coefficient += (short)(coefficient >= 0 ? 1 << shift : -1 << shift);
            }
        }
    }
}

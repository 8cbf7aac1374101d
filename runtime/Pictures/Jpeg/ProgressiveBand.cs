using System.Runtime.CompilerServices;

namespace Emo.Pictures.Jpeg;

/// <summary>Entropy decoding of the first scan of a band of coefficients (ITU-T T.81, G.1.2.2).</summary>
internal static class ProgressiveBand
{
    /// <summary>Decodes blocks that follow one another.</summary>
    /// <param name="reader">The data.</param>
    /// <param name="length">The data's bytes: decoding stops when they are used up.</param>
    /// <param name="table">The Huffman table.</param>
    /// <param name="scan">The band and the shift.</param>
    /// <param name="blocks">The blocks' coefficients.</param>
    /// <param name="nonzero">Their masks, which get a bit for each coefficient that is decoded.</param>
    /// <param name="emptyBlocks">How many of them have nothing in this scan, from the first one on.</param>
    /// <returns>How many blocks that follow have nothing in this scan.</returns>
    public static int Decode(
        ref BitReader reader,
        int length,
        HuffmanTable table,
        in JpegScan scan,
        Span<short> blocks,
        Span<ulong> nonzero,
        int emptyBlocks)
    {
        var lookup = table.Lookup;
        var order = ZigZag.Order;
        var bits = reader;
        int first = scan.First, last = scan.Last, shift = scan.Shift;
        for (int i = 0; i < nonzero.Length && !bits.IsExhausted(length); i++)
        {
            if (emptyBlocks > 0)
            {
                int skipped = Math.Min(emptyBlocks, nonzero.Length - i);
                emptyBlocks -= skipped;
                i += skipped - 1;
                continue;
            }

            var block = blocks.Slice(ZigZag.BlockLength * i, ZigZag.BlockLength);
            ulong mask = 0;
            int next = first;
            do
            {
                bits.Ensure();
                uint entry = lookup[(int)(bits.Bits >> (64 - HuffmanTable.LookupBits))];
                int value;
                if ((entry & 0x80) == 0)
                {
                    bits.Skip((int)entry);
                    next += (int)((entry >> 8) & 0xFF);
                    value = (short)(entry >> 16);
                }
                else
                {
                    var slow = bits;
                    value = DecodeLong(ref slow, table, entry, out int run);
                    bits = slow;
                    if (value == 0)
                    {
                        if (run < 0)
                        {
                            emptyBlocks = ~run;
                            break;
                        }

                        next += run;
                        continue;
                    }

                    next += run;
                }

                // At most 63 + 15: the order goes that far.
                short coefficient = (short)(value << shift);
                block[order[next]] = coefficient;
                if (coefficient != 0) // a damaged file can shift all bits out
                    mask |= CoefficientMask.Of(next);
                next++;
            }
            while (next <= last);
            nonzero[i] |= mask;
        }

        reader = bits;
        return emptyBlocks;
    }

    /// <summary>
    /// A code that a look-up does not give with its value. Returns the value; or 0 and 16 places to go on, or 0 and the inverse of how
    /// many blocks behind this one are empty.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int DecodeLong(ref BitReader bits, HuffmanTable table, uint entry, out int run)
    {
        int symbol = SequentialBlock.TakeSymbol(ref bits, table, entry);
        int size = symbol & 15;
        run = symbol >> 4;
        if (size != 0)
            return HuffmanTable.Extend(bits.Take(size), size);
        run = run == 15 ? 16 : ~(TakeRun(ref bits, run) - 1);
        return 0;
    }

    /// <summary>The number of blocks that an end stands for, this one included: 2 to the power of the run plus that many bits.</summary>
    public static int TakeRun(ref BitReader bits, int run) => run == 0 ? 1 : (1 << run) + bits.Take(run);
}

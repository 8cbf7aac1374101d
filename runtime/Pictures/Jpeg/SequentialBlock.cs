using System.Runtime.CompilerServices;

namespace Emo.Pictures.Jpeg;

/// <summary>Entropy decoding of a whole block (ITU-T T.81, F.2.2): baseline and extended sequential files.</summary>
internal static class SequentialBlock
{
    /// <summary>Decodes a block.</summary>
    /// <param name="reader">The data.</param>
    /// <param name="dc">The table of the differences.</param>
    /// <param name="ac">The table of the other coefficients.</param>
    /// <param name="prediction">The DC coefficient of the component's block before, and then of this one.</param>
    /// <param name="block">Receives the coefficients that are not zero.</param>
    /// <returns>Whether there are others than DC.</returns>
    public static bool Decode(ref BitReader reader, HuffmanTable dc, HuffmanTable ac, ref int prediction, Span<short> block)
    {
        var order = ZigZag.Order;
        var pairs = ac.Pairs;
        var bits = reader;
        block[0] = (short)DecodeDc(ref bits, dc, ref prediction);
        int next = 1;
        while (true)
        {
            bits.Ensure();
            ulong entry = pairs[(int)(bits.Bits >> (64 - HuffmanTable.LookupBits))];
            int place = next + (int)((entry >> 8) & 0xFF);
            int behind = next + (int)((entry >> 16) & 0xFF);
            if (behind < ZigZag.BlockLength)
            {
                bits.Skip((int)entry);
                block[order[place]] = (short)(entry >> 32);
                block[order[behind - 1]] = (short)(entry >> 48);
                next = behind;
                continue;
            }

            if ((entry & 0x80) == 0)
            {
                reader = bits;
                return End(ref reader, entry, next, block);
            }

            int symbol = (int)((entry >> 8) & 0xFF);
            if ((entry & 0x3F) != 0)
            {
                bits.Skip((int)entry);
            }
            else
            {
                var slow = bits;
                symbol = TakeSymbol(ref slow, ac, (uint)entry);
                bits = slow;
            }

            int size = symbol & 15;
            if (size == 0 && symbol != 0xF0)
                break;
            next += symbol >> 4;
            if (size != 0)
                block[order[next]] = (short)HuffmanTable.Extend(bits.Take(size), size);
            if (++next >= ZigZag.BlockLength)
                break;
        }

        reader = bits;
        return next > 1;
    }

    /// <summary>Goes over a block of which only DC is needed; what is wrong with it is found all the same.</summary>
    public static void Skip(ref BitReader reader, HuffmanTable dc, HuffmanTable ac, ref int prediction)
    {
        var skips = ac.Skips;
        var pairs = ac.Pairs;
        var bits = reader;
        DecodeDc(ref bits, dc, ref prediction);
        int next = 1;
        do
        {
            bits.Ensure();
            int index = (int)(bits.Bits >> (64 - HuffmanTable.LookupBits));
            uint skip = skips[index];
            int behind = next + (int)(skip >> 8);
            if (behind is < ZigZag.BlockLength or (>= HuffmanTable.EndOfBlock and < HuffmanTable.EndOfBlock + ZigZag.BlockLength))
            {
                bits.Skip((int)skip);
                next = behind;
                continue;
            }

            // The block may end in the middle of the entry, or a value does not fit into a look-up.
            ulong entry = pairs[index];
            behind = next + (int)((entry >> 16) & 0xFF);
            if (behind < ZigZag.BlockLength)
            {
                bits.Skip((int)entry);
                next = behind;
            }
            else if ((entry & 0x80) == 0)
            {
                bits.Skip(EndLength(entry, next));
                break;
            }
            else
            {
                var slow = bits;
                DecodeLong(ref slow, ac, (uint)entry, out _, out int run);
                bits = slow;
                next += run + 1;
            }
        }
        while (next < ZigZag.BlockLength);
        reader = bits;
    }

    /// <summary>The last entry of a block, of which not all need belong to it.</summary>
    private static bool End(ref BitReader bits, ulong entry, int next, Span<short> block)
    {
        bits.Skip(EndLength(entry, next));
        int place = next + (int)((entry >> 8) & 0xFF);
        if (place >= HuffmanTable.EndOfBlock)
            return next > 1;

        // At most 63 + 15: the order goes that far.
        block[ZigZag.Order[place]] = (short)(entry >> 32);
        int last = next + (int)((entry >> 16) & 0xFF) - 1;
        if (place < ZigZag.BlockLength - 1 && last < HuffmanTable.EndOfBlock)
            block[ZigZag.Order[last]] = (short)(entry >> 48);
        return true;
    }

    /// <summary>The bits of the last entry: those of its first coefficient where the block ends with that.</summary>
    private static int EndLength(ulong entry, int next)
    {
        int place = next + (int)((entry >> 8) & 0xFF);
        return place is >= ZigZag.BlockLength - 1 and < HuffmanTable.EndOfBlock ? (int)(entry >> 24) & 0x3F : (int)(entry & 0x3F);
    }

    /// <summary>The DC coefficient: the one before plus the difference that is coded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DecodeDc(ref BitReader bits, HuffmanTable dc, ref int prediction)
    {
        bits.Ensure();
        uint entry = dc.Lookup[(int)(bits.Bits >> (64 - HuffmanTable.LookupBits))];
        int difference;
        if ((entry & 0x80) != 0)
        {
            var slow = bits;
            difference = DecodeLongDc(ref slow, dc, entry);
            bits = slow;
        }
        else
        {
            bits.Skip((int)(entry & 0x3F));
            difference = (short)(entry >> 16);
        }

        int value = prediction + difference;
        if (((prediction ^ value) & (difference ^ value)) < 0)
            throw JpegErrors.Damaged("its DC coefficients grow without end");
        return prediction = value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int DecodeLongDc(ref BitReader bits, HuffmanTable dc, uint entry)
    {
        int size = TakeSymbol(ref bits, dc, entry);
        return size == 0 ? 0 : HuffmanTable.Extend(bits.Take(size), size);
    }

    /// <summary>A code and a value that do not fit into a look-up. Returns the value's size.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int DecodeLong(ref BitReader bits, HuffmanTable ac, uint entry, out int value, out int run)
    {
        int symbol = TakeSymbol(ref bits, ac, entry);
        int size = symbol & 15;
        run = size == 0 && symbol != 0xF0 ? HuffmanTable.EndOfBlock : symbol >> 4;
        value = size == 0 ? 0 : HuffmanTable.Extend(bits.Take(size), size);
        return size;
    }

    /// <summary>Takes a code of which a look-up gave the symbol, or nothing.</summary>
    public static int TakeSymbol(ref BitReader bits, HuffmanTable table, uint entry)
    {
        int length = (int)(entry & 0x3F);
        int symbol = (int)((entry >> 8) & 0xFF);
        if (length == 0)
            length = table.Search(bits.Bits, out symbol);
        bits.Skip(length);
        return symbol;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    /// <returns>How many coefficients lead up to the last one that is not zero; 1 where all but DC are.</returns>
    public static int Decode(ref BitReader reader, HuffmanTable dc, HuffmanTable ac, ref int prediction, Span<short> block)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block.Length, ZigZag.BlockLength);
        ref short coefficients = ref MemoryMarshal.GetReference(block);
        ref byte order = ref MemoryMarshal.GetReference(ZigZag.Order);
        ref uint lookup = ref MemoryMarshal.GetReference(ac.Lookup);
        var bits = reader;
        coefficients = (short)DecodeDc(ref bits, dc, ref prediction);
        int next = 1, end = 1;
        do
        {
            bits.Ensure();

            // The index has as many bits as the table's length, so it needs no check.
            uint entry = Unsafe.Add(ref lookup, (uint)(bits.Bits >> (64 - HuffmanTable.LookupBits)));
            if ((entry & 0x80) != 0)
            {
                var slow = bits;
                int size = DecodeLong(ref slow, ac, entry, out int value, out int run);
                bits = slow;
                next += run;
                if (size == 0)
                {
                    if (run == HuffmanTable.EndOfBlock)
                        break;
                    next++;
                    continue;
                }

                // At most 63 + 15: the order goes that far.
                Unsafe.Add(ref coefficients, Unsafe.Add(ref order, next++)) = (short)value;
                end = next;
                continue;
            }

            bits.Skip((int)(entry & 0x3F));
            next += (int)((entry >> 8) & 0xFF);
            if (next >= HuffmanTable.EndOfBlock)
                break;
            Unsafe.Add(ref coefficients, Unsafe.Add(ref order, next++)) = (short)(entry >> 16);
            end = next;
        }
        while (next < ZigZag.BlockLength);
        reader = bits;
        return Math.Min(end, ZigZag.BlockLength);
    }

    /// <summary>Goes over a block whose coefficients nobody needs; what is wrong with it is found all the same.</summary>
    public static void Skip(ref BitReader reader, HuffmanTable dc, HuffmanTable ac, ref int prediction)
    {
        ref uint lookup = ref MemoryMarshal.GetReference(ac.Lookup);
        var bits = reader;
        DecodeDc(ref bits, dc, ref prediction);
        int next = 1;
        do
        {
            bits.Ensure();
            uint entry = Unsafe.Add(ref lookup, (uint)(bits.Bits >> (64 - HuffmanTable.LookupBits)));
            if ((entry & 0x80) != 0)
            {
                var slow = bits;
                DecodeLong(ref slow, ac, entry, out _, out int run);
                bits = slow;
                next += run + 1;
                continue;
            }

            bits.Skip((int)(entry & 0x3F));
            next += (int)((entry >> 8) & 0xFF) + 1;
        }
        while (next < ZigZag.BlockLength);
        reader = bits;
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
    private static int TakeSymbol(ref BitReader bits, HuffmanTable table, uint entry)
    {
        int length = (int)(entry & 0x3F);
        int symbol = (int)((entry >> 8) & 0xFF);
        if (length == 0)
            length = table.Search(bits.Bits, out symbol);
        bits.Skip(length);
        return symbol;
    }
}

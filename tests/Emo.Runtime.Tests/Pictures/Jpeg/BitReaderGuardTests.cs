using Emo.Pictures.Jpeg;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>
/// Whoever decodes asks only after an MCU, or after a block of a progressive scan, whether the data ended in it: the zeros behind the
/// data must suffice until then. Here they are zeros of which every coefficient takes the most bits that it can, 16 for the code and
/// 15 for the value, and behind the last one stands the guard, which kills the process.
/// </summary>
public class BitReaderGuardTests
{
    private const int MostBlocks = 10;
    private const int SymbolBits = 31;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_longest_mcu_does_not_read_behind_the_padding(bool skips)
    {
        var tables = LongestCodes(0x0F);
        var dc = tables.Huffman(HuffmanKind.Dc, 0);
        var ac = tables.Huffman(HuffmanKind.Ac, 0);
        short[] block = new short[ZigZag.BlockLength];
        for (int length = 0; length < 20; length++)
        {
            using var memory = Zeros(length);
            var bits = AtEnd(memory.Bytes, length);
            int prediction = 0;
            for (int i = 0; i < MostBlocks; i++)
            {
                if (skips)
                    SequentialBlock.Skip(ref bits, dc, ac, ref prediction);
                else
                    Assert.True(SequentialBlock.Decode(ref bits, dc, ac, ref prediction, block));
            }

            // It was the longest one.
            const int Bytes = MostBlocks * ZigZag.BlockLength * SymbolBits / 8;
            Assert.True(bits.IsExhausted(length + Bytes - 1));
            Assert.False(bits.IsExhausted(length + Bytes));
            Assert.Equal(MostBlocks * -short.MaxValue, prediction);
        }
    }

    [Fact]
    public void A_band_stops_behind_the_first_block_that_has_no_data()
    {
        var table = LongestCodes(0x0F).Huffman(HuffmanKind.Band, 0);
        short[] blocks = new short[100 * ZigZag.BlockLength];
        ulong[] nonzero = new ulong[100];
        for (int length = 0; length < 20; length++)
        {
            using var memory = Zeros(length);
            var bits = AtEnd(memory.Bytes, length);
            Array.Clear(nonzero);
            ProgressiveBand.Decode(ref bits, length, table, new JpegScan(1, 63, 0, 0), blocks, nonzero, 0);
            Assert.True(bits.IsExhausted(length));
            Assert.Equal([ulong.MaxValue >> 1, 0], nonzero[..2]); // all but DC, the first coefficient highest
        }
    }

    [Fact]
    public void A_refinement_stops_behind_the_first_block_that_has_no_data()
    {
        // New coefficients, one by one: codes of 16 bits, and one.
        var table = LongestCodes(0x01).Huffman(HuffmanKind.Refinement, 0);
        short[] blocks = new short[100 * ZigZag.BlockLength];
        ulong[] nonzero = new ulong[100];
        for (int length = 0; length < 20; length++)
        {
            using var memory = Zeros(length);
            var bits = AtEnd(memory.Bytes, length);
            Array.Clear(nonzero);
            ProgressiveRefinement.Decode(ref bits, length, table, new JpegScan(1, 63, 1, 0), blocks, nonzero, 0);
            Assert.True(bits.IsExhausted(length));
            Assert.Equal([ulong.MaxValue >> 1, 0], nonzero[..2]); // all but DC, the first coefficient highest
        }
    }

    [Fact]
    public void Less_padding_is_refused()
    {
        byte[] buffer = new byte[5 + BitReader.Padding];
        _ = new BitReader(buffer, 5);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            _ = new BitReader(buffer, 6);
        });
    }

    /// <summary>Tables of one code, of 16 zeros.</summary>
    private static JpegTables LongestCodes(byte symbol)
    {
        byte[] counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        var tables = new JpegTables();
        tables.ReadHuffman([0x00, .. counts, symbol, 0x10, .. counts, symbol]);
        return tables;
    }

    private static GuardedMemory Zeros(int length)
    {
        var memory = new GuardedMemory(length + BitReader.Padding, atEnd: true);
        memory.Bytes.Clear();
        return memory;
    }

    /// <summary>A reader that has taken all of the data, and nothing more.</summary>
    private static BitReader AtEnd(ReadOnlySpan<byte> buffer, int length)
    {
        var bits = new BitReader(buffer, length);
        for (int i = 0; i < length; i++)
        {
            bits.Ensure();
            bits.Skip(8);
        }

        Assert.False(bits.IsExhausted(length));
        return bits;
    }
}

using System.Numerics;

namespace Emo.Testing;

/// <summary>A Huffman table: symbols by length of their code, ascending.</summary>
internal sealed class HuffmanCode
{
    private const int MaxLength = 16;

    private readonly (int Length, byte Symbol)[] _symbols;
    private readonly Dictionary<int, (int Code, int Length)> _codes = [];

    private HuffmanCode(IEnumerable<(int Length, byte Symbol)> symbols)
    {
        _symbols = [.. symbols.OrderBy(s => s.Length)];
        int code = 0, previous = 0;
        foreach ((int length, byte symbol) in _symbols)
        {
            code <<= length - previous;
            _codes.Add(symbol, (code++, length));
            previous = length;
        }
    }

    /// <summary>The tables of annex K.3.</summary>
    public static (int Class, int Index, HuffmanCode Code)[] Standard { get; } = StandardTables.All(FromCounts);

    /// <summary>The code of a symbol.</summary>
    public (int Code, int Length) this[int symbol] => _codes[symbol];

    /// <summary>Tables for the symbols among <paramref name="tokens"/>, by the number of <see cref="JpegToken.Table"/>.</summary>
    public static Dictionary<int, HuffmanCode> Choose(WrittenHuffman kind, List<JpegToken> tokens)
    {
        if (kind == WrittenHuffman.Standard)
            return Standard.ToDictionary(table => (4 * table.Class) + table.Index, table => table.Code);
        return tokens.Where(t => t.Table >= 0).GroupBy(t => t.Table).ToDictionary(table => table.Key, table =>
        {
            (byte Symbol, int Count)[] counts =
                [.. table.CountBy(t => (byte)t.Symbol).Select(c => (c.Key, c.Value)).OrderByDescending(c => c.Value).ThenBy(c => c.Key)];
            int[] lengths = kind switch
            {
                WrittenHuffman.Flat => [.. counts.Select(_ => BitOperations.Log2((uint)counts.Length) + 1)],
                WrittenHuffman.Skewed => Skewed(counts.Length),
                _ => OptimalLengths.Of([.. counts.Select(c => c.Count)]),
            };
            return new HuffmanCode(lengths.Zip(counts, (length, count) => (length, count.Symbol)));
        });
    }

    /// <summary>The content of a DHT segment, or a part of one.</summary>
    public byte[] Definition(int tableClass, int index) =>
    [
        (byte)((tableClass << 4) | index),
        .. Enumerable.Range(1, MaxLength).Select(length => (byte)_symbols.Count(s => s.Length == length)),
        .. _symbols.Select(s => s.Symbol),
    ];

    private static HuffmanCode FromCounts(byte[] counts, byte[] symbols) =>
        new(counts.SelectMany((count, i) => Enumerable.Repeat(i + 1, count)).Zip(symbols));

    /// <summary>As many short codes as leave room for the rest among those of 16 bits, of which all ones is no code.</summary>
    private static int[] Skewed(int count)
    {
        int few = Math.Min(count - 1, MaxLength - 1);
        while (count - few >= 1 << (MaxLength - few))
            few--;
        return [.. Enumerable.Range(0, count).Select(i => i < few ? i + 1 : MaxLength)];
    }
}

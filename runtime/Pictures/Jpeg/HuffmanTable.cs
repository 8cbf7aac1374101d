namespace Emo.Pictures.Jpeg;

/// <summary>
/// A Huffman table and what decoding looks up in it. Most codes take one look-up of <see cref="LookupBits"/> bits, which gives the
/// coefficient too where code and value fit into them.
/// </summary>
internal sealed class HuffmanTable
{
    /// <summary>Bits that a look-up takes.</summary>
    public const int LookupBits = 11;

    /// <summary>The run of an entry that ends the block.</summary>
    public const int EndOfBlock = 0x80;

    /// <summary>Places of an entry of <see cref="Skips"/> that does not say where the next coefficient begins.</summary>
    public const int NoSkip = ZigZag.BlockLength;

    private const int MaxCodeLength = 16;

    private readonly byte[] _counts = new byte[MaxCodeLength];
    private readonly byte[] _symbols = new byte[256];
    private readonly uint[] _lookup = new uint[1 << LookupBits];
    private readonly ulong[] _pairs = new ulong[1 << LookupBits];
    private readonly ushort[] _skips = new ushort[1 << LookupBits];
    private readonly int[] _firstCodes = new int[MaxCodeLength + 1]; // of each length, followed by zeros to 16 bits
    private readonly int[] _firstSymbols = new int[MaxCodeLength + 1];
    private HuffmanKind? _built;

    /// <summary>Whether the file has defined the table.</summary>
    public bool IsDefined { get; private set; }

    /// <summary>
    /// By the next bits: bits 0 to 5 are how many bits to take, bit 7 is set when that is the code alone (0: the code is longer than
    /// a look-up), bits 8 to 15 are the symbol then, otherwise the zeros before the coefficient or <see cref="EndOfBlock"/>, bits 16 to
    /// 31 the coefficient.
    /// </summary>
    public ReadOnlySpan<uint> Lookup => _lookup;

    /// <summary>
    /// The same for one or two coefficients at once (AC tables of sequential files). Bits 0 to 5: how many bits both take; bit 7: see
    /// <see cref="Lookup"/>, bits 8 to 15 are the symbol then. Otherwise bits 8 to 15 are the zeros before the first one or
    /// <see cref="EndOfBlock"/>; bits 16 to 23 how many places both take, and <see cref="EndOfBlock"/> more when the block ends with
    /// them; bits 24 to 29 how many bits the first one takes; bits 32 to 47 the first coefficient, bits 48 to 63 the last one, which
    /// is the same where there is one.
    /// </summary>
    public ReadOnlySpan<ulong> Pairs => _pairs;

    /// <summary>
    /// As many coefficients as the bits hold, for blocks that nobody needs (AC tables of sequential files). Bits 0 to 5: how many bits they
    /// take; bits 8 to 15: how many places, and <see cref="EndOfBlock"/> more when the block ends with them; <see cref="NoSkip"/> where
    /// not even one is there with its value.
    /// </summary>
    public ReadOnlySpan<ushort> Skips => _skips;

    /// <summary>Forgets the table: another file begins.</summary>
    public void Clear()
    {
        IsDefined = false;
        _built = null;
    }

    /// <summary>Takes a table as the file has it.</summary>
    /// <param name="counts">How many codes there are of 1 to 16 bits.</param>
    /// <param name="symbols">Their symbols, by length; at most 256.</param>
    public void Define(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        counts.CopyTo(_counts);
        symbols.CopyTo(_symbols);
        IsDefined = true;
        _built = null;
    }

    /// <summary>Makes what is looked up, unless that is there.</summary>
    /// <param name="kind">What the symbols mean.</param>
    /// <param name="name">The table's name in errors.</param>
    /// <exception cref="PictureException">The table is not defined, or not a Huffman code.</exception>
    public void Build(HuffmanKind kind, string name)
    {
        if (!IsDefined)
            throw JpegErrors.Damaged($"its {name} Huffman table is missing");
        if (_built == kind)
            return;
        _lookup.AsSpan().Fill(0x80);
        int code = 0, index = 0;
        for (int length = 1; length <= MaxCodeLength; length++)
        {
            _firstCodes[length] = code << (MaxCodeLength - length);
            _firstSymbols[length] = index;
            for (int i = 0; i < _counts[length - 1]; i++, code++, index++)
            {
                if (kind == HuffmanKind.Dc && _symbols[index] > 15)
                    throw JpegErrors.Damaged($"its {name} Huffman table has the size {_symbols[index]}; 0 to 15 are allowed");
                if (length <= LookupBits)
                    Enter(code, length, _symbols[index], kind);
            }

            // No code is all ones.
            if (_counts[length - 1] != 0 && code >= 1 << length)
                throw JpegErrors.Damaged($"its {name} Huffman table has more codes of {length} bits than there are");
            code <<= 1;
        }

        if (kind == HuffmanKind.Ac)
            Combine();
        _built = kind;
    }

    /// <summary>A code that is longer than a look-up: bit by bit, as the standard has it (figure F.16).</summary>
    /// <param name="bits">The next bits, the first one highest.</param>
    /// <param name="symbol">Receives the symbol.</param>
    /// <returns>The code's length.</returns>
    public int Search(ulong bits, out int symbol)
    {
        int code = (int)(bits >> 48);
        for (int length = LookupBits + 1; length <= MaxCodeLength; length++)
        {
            int offset = (code - _firstCodes[length]) >> (MaxCodeLength - length);
            if (offset < _counts[length - 1])
            {
                symbol = _symbols[_firstSymbols[length] + offset];
                return length;
            }
        }

        throw JpegErrors.InvalidCode();
    }

    /// <summary>The value of a coefficient's additional bits (figure F.12).</summary>
    /// <param name="value">The bits.</param>
    /// <param name="size">How many bits they are, 1 to 15.</param>
    public static int Extend(int value, int size) => value < 1 << (size - 1) ? value - (1 << size) + 1 : value;

    private void Combine()
    {
        for (int bits = 0; bits < _lookup.Length; bits++)
        {
            _pairs[bits] = PairOf(bits);
            _skips[bits] = SkipOf(bits);
        }
    }

    private ulong PairOf(int bits)
    {
        uint first = _lookup[bits];
        int length = (int)(first & 0x3F);
        uint run = (first >> 8) & 0xFF;
        ulong value = first >> 16;
        if ((first & 0x80) != 0 || run == EndOfBlock)
            return first | (EndOfBlock << 16);

        uint second = _lookup[(bits << length) & (_lookup.Length - 1)];
        int both = length + (int)(second & 0x3F);
        uint secondRun = (second >> 8) & 0xFF;
        bool isPair = (second & 0x80) == 0 && both <= LookupBits;
        uint places = run + 1 + (!isPair ? 0 : secondRun == EndOfBlock ? EndOfBlock : secondRun + 1);
        ulong last = isPair && secondRun != EndOfBlock ? second >> 16 : value;
        return (uint)(isPair ? both : length) | (run << 8) | (places << 16) | ((ulong)length << 24) | (value << 32) | (last << 48);
    }

    private ushort SkipOf(int bits)
    {
        int length = 0, places = 0;
        while (places < EndOfBlock)
        {
            // The code must be among the bits; the value behind it need not be.
            uint next = _lookup[(bits << length) & (_lookup.Length - 1)];
            int taken = (int)(next & 0x3F);
            int run = (int)((next >> 8) & 0xFF);
            int size = 0;
            if ((next & 0x80) != 0)
                (run, size) = (run >> 4, run & 15);
            int more = run == EndOfBlock ? EndOfBlock : run + 1;
            bool fits = taken != 0 && length + taken <= LookupBits;
            if (!fits || (more < EndOfBlock && places + more >= ZigZag.BlockLength))
                break;
            length += taken + size;
            places += more;
            if (length >= LookupBits)
                break;
        }

        return (ushort)(places == 0 ? NoSkip << 8 : length | (places << 8));
    }

    private void Enter(int code, int length, int symbol, HuffmanKind kind)
    {
        int rest = LookupBits - length;
        int first = code << rest;
        (int run, int size) = (symbol >> 4, symbol & 15);
        for (int more = 0; more < 1 << rest; more++)
        {
            // A code that is not one (too many of its length) is found to be wrong after its length; it must not leave the table.
            if (first + more >= _lookup.Length)
                return;
            _lookup[first + more] = kind switch
            {
                HuffmanKind.Dc when size == 0 => (uint)length,
                HuffmanKind.Ac when symbol != 0xF0 && size == 0 => (uint)(length | (EndOfBlock << 8)),
                not HuffmanKind.Refinement when size != 0 && size <= rest =>
                    (uint)((length + size) | (run << 8) | (Extend(more >> (rest - size), size) << 16)),
                _ => (uint)(length | 0x80 | (symbol << 8)),
            };
        }
    }
}

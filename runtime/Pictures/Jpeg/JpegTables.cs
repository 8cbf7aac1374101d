using System.Buffers.Binary;

namespace Emo.Pictures.Jpeg;

/// <summary>The quantisation and Huffman tables that a file has defined so far, and the restart interval (ITU-T T.81, B.2.4).</summary>
internal sealed class JpegTables
{
    private const int Slots = 4;

    private readonly ushort[][] _quantization = new ushort[Slots][];
    private readonly bool[] _hasQuantization = new bool[Slots];
    private readonly HuffmanTable[] _dc = [new(), new(), new(), new()];
    private readonly HuffmanTable[] _ac = [new(), new(), new(), new()];

    public JpegTables()
    {
        for (int i = 0; i < Slots; i++)
            _quantization[i] = new ushort[ZigZag.BlockLength];
    }

    /// <summary>MCUs between restart markers; 0: there are none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Another file begins.</summary>
    public void Clear()
    {
        RestartInterval = 0;
        _hasQuantization.AsSpan().Clear();
        foreach (var table in _dc)
            table.Clear();
        foreach (var table in _ac)
            table.Clear();
    }

    /// <summary>The quantisation table of a slot, row by row.</summary>
    public ushort[] Quantization(int slot) => slot < Slots && _hasQuantization[slot]
        ? _quantization[slot]
        : throw JpegErrors.Damaged($"its quantisation table {slot} is missing");

    /// <summary>A Huffman table, ready to decode.</summary>
    public HuffmanTable Huffman(HuffmanKind kind, int slot)
    {
        string name = kind == HuffmanKind.Dc ? "DC" : "AC";
        if (slot >= Slots)
            throw JpegErrors.Damaged($"it names the {name} Huffman table {slot}; 0 to {Slots - 1} are allowed");
        var table = (kind == HuffmanKind.Dc ? _dc : _ac)[slot];
        table.Build(kind, name);
        return table;
    }

    /// <summary>Frames of motion JPEG leave out the tables that the standard gives as examples: they apply where none are defined.</summary>
    public void AddDefaults()
    {
        for (int slot = 0; slot < 2; slot++)
        {
            if (!_dc[slot].IsDefined)
                DefaultHuffmanTables.DefineDc(_dc[slot], isChroma: slot == 1);
            if (!_ac[slot].IsDefined)
                DefaultHuffmanTables.DefineAc(_ac[slot], isChroma: slot == 1);
        }
    }

    public void ReadQuantization(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            int slot = segment[0] & 15;
            bool wide = segment[0] >> 4 != 0;
            int length = 1 + (ZigZag.BlockLength * (wide ? 2 : 1));
            if (slot >= Slots || segment.Length < length)
                throw JpegErrors.Damaged($"a quantisation table (number {slot}, {segment.Length} bytes) is not valid");
            var values = segment[1..length];
            for (int i = 0; i < ZigZag.BlockLength; i++)
                _quantization[slot][ZigZag.Order[i]] = wide ? BinaryPrimitives.ReadUInt16BigEndian(values[(2 * i)..]) : values[i];
            _hasQuantization[slot] = true;
            segment = segment[length..];
        }
    }

    public void ReadHuffman(ReadOnlySpan<byte> segment)
    {
        const int Counts = 16;
        while (!segment.IsEmpty)
        {
            int slot = segment[0] & 15;
            int symbols = 0;
            for (int i = 1; i <= Counts && i < segment.Length; i++)
                symbols += segment[i];
            int length = 1 + Counts + symbols;
            if (slot >= Slots || segment[0] >> 4 > 1 || symbols > 256 || segment.Length < length)
            {
                throw JpegErrors.Damaged(
                    $"a Huffman table (0x{segment[0]:X2}, {symbols} symbols, {segment.Length} bytes) is not valid");
            }

            (segment[0] >> 4 == 0 ? _dc : _ac)[slot].Define(segment.Slice(1, Counts), segment[(1 + Counts)..length]);
            segment = segment[length..];
        }
    }

    public void ReadRestartInterval(ReadOnlySpan<byte> segment)
    {
        if (segment.Length != 2)
            throw JpegErrors.Damaged($"its restart interval has {segment.Length} bytes instead of 2");
        RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
    }
}

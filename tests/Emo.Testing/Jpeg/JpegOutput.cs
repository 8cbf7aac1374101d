namespace Emo.Testing;

/// <summary>Writes markers, segments and entropy-coded data.</summary>
internal sealed class JpegOutput(int[] fillBytes)
{
    private readonly List<byte> _bytes = [];
    private int _markers;
    private uint _bits;
    private int _bitCount;

    public byte[] ToArray() => [.. _bytes];

    public void Marker(byte code)
    {
        // Not before the first: a file is recognised by FF D8 FF.
        for (int i = _bytes.Count == 0 ? 0 : fillBytes[_markers++ % fillBytes.Length]; i > 0; i--)
            _bytes.Add(0xFF);
        _bytes.Add(0xFF);
        _bytes.Add(code);
    }

    public void Segment(byte marker, byte[] content)
    {
        Marker(marker);
        int length = content.Length + 2;
        _bytes.Add((byte)(length >> 8));
        _bytes.Add((byte)length);
        _bytes.AddRange(content);
    }

    public void Segments(byte marker, bool joined, byte[][] tables)
    {
        if (tables.Length == 0)
            return;
        if (joined)
        {
            Segment(marker, [.. tables.SelectMany(table => table)]);
            return;
        }

        foreach (byte[] table in tables)
            Segment(marker, table);
    }

    public void Entropy(List<JpegToken> tokens, Dictionary<int, HuffmanCode> codes)
    {
        foreach (var token in tokens)
        {
            if (token.Table == JpegToken.Restart)
            {
                Align();
                Marker((byte)(0xD0 + token.Symbol));
                continue;
            }

            if (token.Table != JpegToken.Raw)
            {
                (int code, int length) = codes[token.Table][token.Symbol];
                Bits(code, length);
            }

            Bits(token.Extra, token.ExtraLength);
        }

        Align();
    }

    private void Bits(int value, int count)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            _bits = (_bits << 1) | ((uint)(value >> i) & 1);
            if (++_bitCount < 8)
                continue;
            _bytes.Add((byte)_bits);
            if ((byte)_bits == 0xFF)
                _bytes.Add(0);
            _bitCount = 0;
        }
    }

    /// <summary>Fills the last byte with ones.</summary>
    private void Align() => Bits(0xFF, (8 - _bitCount) % 8);
}

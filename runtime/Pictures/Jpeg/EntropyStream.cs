namespace Emo.Pictures.Jpeg;

/// <summary>The entropy-coded data of one scan, from restart marker to restart marker.</summary>
internal ref struct EntropyStream
{
    private readonly byte[] _buffer;
    private readonly int _interval;
    private JpegReader _reader;
    private int _length;
    private int _mcusToRestart;
    private int _nextRestart;

    /// <summary>The bits of the present interval.</summary>
    public BitReader Bits;

    /// <param name="reader">Stands behind the header of the scan.</param>
    /// <param name="buffer">At least as long as what the file has left, and <see cref="BitReader.Padding"/> more.</param>
    /// <param name="interval">MCUs from restart to restart; 0: there are none.</param>
    public EntropyStream(JpegReader reader, byte[] buffer, int interval)
    {
        _reader = reader;
        _buffer = buffer;
        _interval = interval;
        Load();
    }

    /// <summary>Where the file goes on behind the scan.</summary>
    public readonly JpegReader Rest => _reader;

    /// <summary>The bytes of the present interval.</summary>
    public readonly int Length => _length;

    /// <summary>Before each MCU. Returns whether predictions and runs begin anew.</summary>
    public bool BeginMcu(int mcuRow) => BeginMcus(1, mcuRow, out _);

    /// <summary>Before MCUs, of which there are as many in one go as are left to the next restart.</summary>
    /// <param name="wanted">How many are wanted.</param>
    /// <param name="mcuRow">Where they are, for errors.</param>
    /// <param name="count">How many can be decoded, at least 1.</param>
    /// <returns>Whether predictions and runs begin anew.</returns>
    public bool BeginMcus(int wanted, int mcuRow, out int count)
    {
        count = wanted;
        if (_interval == 0)
            return false;
        bool restarts = _mcusToRestart == 0;
        if (restarts)
            Restart(mcuRow);
        count = Math.Min(wanted, _mcusToRestart);
        _mcusToRestart -= count;
        return restarts;
    }

    /// <summary>After each MCU.</summary>
    /// <exception cref="PictureException">It took more than there is.</exception>
    public readonly void Check(int mcuRow)
    {
        if (Bits.IsExhausted(_length))
            throw JpegErrors.DataEnds(mcuRow);
    }

    private void Restart(int mcuRow)
    {
        Check(mcuRow);
        int marker = _reader.PeekMarker();
        int expected = JpegMarker.Restart0 + _nextRestart;
        if (marker != expected)
            throw JpegErrors.Damaged($"its restart marker 0x{expected:X2} is missing in row {mcuRow} of its blocks");
        _nextRestart = (_nextRestart + 1) & 7;
        _reader.NextMarker();
        Load();
    }

    private void Load()
    {
        _length = _reader.CopyEntropyData(_buffer);
        _buffer.AsSpan(_length, BitReader.Padding).Clear();
        Bits = new BitReader(_buffer, _length);
        _mcusToRestart = _interval;
    }
}

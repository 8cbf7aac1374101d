namespace Emo.Pictures.Jpeg;

/// <summary>
/// The rows of a JPEG file, decoded as they are asked for. Baseline files go MCU row by MCU row, and no more of them is in memory; files
/// with several scans are decoded to coefficients first. Of blocks outside of what is selected only the entropy coding is decoded, which
/// finds damage there all the same.
/// </summary>
internal ref struct JpegRows : IPixelRows
{
    private readonly JpegFile _file;
    private readonly PictureOptions _options;
    private readonly int _fileBytes;
    private readonly JpegColorSpace _colorSpace;
    private readonly bool _hasSeveralScans;
    private JpegReader _reader;
    private int _blockSide;
    private EntropyStream _stream;
    private JpegArea _area;
    private bool _isSmoothed;
    private bool _began;
    private int _decodedMcuRows;

    /// <summary>Reads the headers of a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="options">How large it may be.</param>
    /// <param name="file">Memory to use.</param>
    /// <exception cref="PictureException">It is damaged, cut short, too large, or coded in a way that is not supported.</exception>
    public JpegRows(ReadOnlySpan<byte> bytes, PictureOptions options, JpegFile file)
    {
        _file = file;
        _options = options;
        _fileBytes = bytes.Length;
        _reader = file.Begin(bytes, options);
        _colorSpace = file.Metadata.ColorSpaceOf(file.Frame);
        _hasSeveralScans = file.Frame.IsProgressive || file.ScanComponents.Length < file.Frame.Components.Length;
        if (_hasSeveralScans)
            JpegScanDecoder.CheckWork(file, _reader, bytes.Length);
        Reduce(1);
    }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public readonly int Orientation => _file.Metadata.Orientation;

    /// <summary>Decodes at a part of the size, as libjpeg does it; to be called before anything is selected.</summary>
    /// <param name="divisor">1, 2, 4 or 8; sides are rounded up.</param>
    public void Reduce(int divisor)
    {
        _blockSide = JpegFrame.BlockSide / divisor;
        Width = (_file.Frame.Width + divisor - 1) / divisor;
        Height = (_file.Frame.Height + divisor - 1) / divisor;
    }

    public void Select(int left, int top, int width, int height)
    {
        var frame = _file.Frame;
        foreach (var component in frame.Components)
            component.Plane.Layout(frame, component, _blockSide);
        _area = new JpegArea(frame, _blockSide, left, top, width, height);
        _file.GrowRgbRow((3 * width) + JpegColors.Slack);
        byte[] data = _file.EntropyData(_fileBytes);
        _stream = new EntropyStream(_reader, data, _file.Tables.RestartInterval);
        _began = true;
        if (_hasSeveralScans)
            DecodeScans();
    }

    public ReadOnlySpan<byte> Row(int y)
    {
        Convert(y, _file.RgbRow);
        return _file.RgbRow.AsSpan(0, 3 * _area.Width);
    }

    /// <summary>Decodes the whole picture as it is stored, straight into memory of the caller's.</summary>
    /// <param name="pixels">Receives height x width x 3 bytes.</param>
    public void DecodeAll(Span<byte> pixels)
    {
        Select(0, 0, Width, Height);
        int stride = 3 * Width;
        for (int y = 0; y < Height; y++, pixels = pixels[stride..])
        {
            // What a conversion writes behind a row is the next row's, which comes next.
            if (pixels.Length >= stride + JpegColors.Slack)
                Convert(y, pixels);
            else
                Row(y).CopyTo(pixels);
        }

        Finish();
    }

    /// <summary>Reads what is left of the file, so that damage there is found.</summary>
    public void Finish()
    {
        if (!_began)
            Select(0, 0, Width, Height);
        if (_hasSeveralScans)
            return;
        while (_decodedMcuRows < _file.Frame.McuRows)
            DecodeMcuRow();
        _reader = _stream.Rest;
        if (_file.ReadToScan(ref _reader, _fileBytes, _options))
            throw JpegErrors.Damaged("it has a scan behind its last one");
    }

    private void DecodeScans()
    {
        foreach (var component in _file.Frame.Components)
            component.Coefficients.Clear(component.PaddedColumns * component.PaddedRows);
        while (true)
        {
            JpegScanDecoder.Decode(_file, ref _stream);
            _reader = _stream.Rest;
            if (!_file.ReadToScan(ref _reader, _fileBytes, _options))
                break;
            _stream = new EntropyStream(_reader, _file.EntropyData(_fileBytes), _file.Tables.RestartInterval);
        }

        _isSmoothed = BlockSmoothing.Applies(_file.Frame);
    }

    private void Convert(int y, Span<byte> rgb)
    {
        int mcuHeight = _file.Frame.MaxSamplingY * _blockSide;

        // The row below is read too where chroma is interpolated.
        int last = Math.Min(y + 1, Height - 1) / mcuHeight;
        while (_decodedMcuRows <= last)
            DecodeMcuRow();
        JpegRowConverter.Convert(_file.Frame, _colorSpace, y, _area, interpolates: _blockSide > 1, rgb);
    }

    private void DecodeMcuRow()
    {
        int mcuRow = _decodedMcuRows++;
        if (!_hasSeveralScans)
            JpegMcuRow.Decode(_file, ref _stream, mcuRow, _area);
        else if (_area.HasMcuRow(mcuRow))
            JpegMcuRow.Transform(_file, mcuRow, _area, _isSmoothed);
    }
}

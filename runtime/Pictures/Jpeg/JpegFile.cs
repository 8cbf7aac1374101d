namespace Emo.Pictures.Jpeg;

/// <summary>What the headers of a file say, up to the scan that comes next; and memory that is kept for the next file.</summary>
internal sealed class JpegFile
{
    private const int MaxBlocksOfMcu = 10;

    private readonly JpegComponent[] _scanComponents = new JpegComponent[JpegFrame.MaxComponents];
    private int _scanComponentCount;
    private byte[] _entropyData = [];
    private byte[] _rgbRow = [];

    public JpegFrame Frame { get; } = new();

    public JpegTables Tables { get; } = new();

    public JpegMetadata Metadata { get; } = new();

    /// <summary>How many scan headers were read.</summary>
    public int Scans { get; private set; }

    /// <summary>What the header of the last scan says.</summary>
    public JpegScan Scan { get; private set; }

    /// <summary>The components of that scan, in the order in which they are coded.</summary>
    public ReadOnlySpan<JpegComponent> ScanComponents => _scanComponents.AsSpan(0, _scanComponentCount);

    /// <summary>The blocks of an MCU.</summary>
    public short[] McuBlocks { get; } = new short[MaxBlocksOfMcu * ZigZag.BlockLength];

    /// <summary>A row of the picture.</summary>
    public byte[] RgbRow => _rgbRow;

    public static bool HasSignature(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.StartOfImage, 0xFF]);

    /// <summary>Begins a file, and reads its headers up to those of the first scan.</summary>
    /// <returns>The reader behind them.</returns>
    public JpegReader Begin(ReadOnlySpan<byte> file, PictureOptions options)
    {
        Frame.Clear();
        Tables.Clear();
        Metadata.Clear();
        Scans = 0;
        var reader = new JpegReader(file) { Position = 2 };
        if (!ReadToScan(ref reader, file.Length, options))
            throw JpegErrors.Damaged("it ends before its pixels");
        return reader;
    }

    /// <summary>Reads markers until a scan begins; false when the file ends instead.</summary>
    public bool ReadToScan(ref JpegReader reader, int fileBytes, PictureOptions options)
    {
        while (true)
        {
            int marker = reader.NextMarker();
            if (marker == JpegMarker.EndOfImage)
                return false;
            if (JpegMarker.StandsAlone(marker))
                continue;
            if (marker == JpegMarker.StartOfImage)
                throw JpegErrors.SecondPicture();
            var segment = reader.Segment(marker);
            if (JpegMarker.IsStartOfFrame(marker))
                Frame.Read(marker, segment, options, fileBytes);
            else if (!ReadTables(marker, segment))
                return ReadScan(segment);
        }
    }

    /// <summary>A buffer for the entropy-coded data of a file.</summary>
    public byte[] EntropyData(int fileBytes)
    {
        if (fileBytes > Array.MaxLength - BitReader.Padding)
            throw new PictureException($"The JPEG file has {fileBytes} bytes; {Array.MaxLength - BitReader.Padding} can be decoded.");
        return KeptArray.AtLeast(ref _entropyData, fileBytes + BitReader.Padding);
    }

    public void GrowRgbRow(int bytes) => KeptArray.Grow(ref _rgbRow, bytes);

    /// <summary>Reads a segment that is not a frame header; false when it is a scan header.</summary>
    private bool ReadTables(int marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case JpegMarker.StartOfScan:
                return false;
            case JpegMarker.DefineQuantizationTables:
                Tables.ReadQuantization(segment);
                break;
            case JpegMarker.DefineHuffmanTables:
                Tables.ReadHuffman(segment);
                break;
            case JpegMarker.DefineRestartInterval:
                Tables.ReadRestartInterval(segment);
                break;
            case >= JpegMarker.App0 and <= JpegMarker.App15:
                if (Scans == 0)
                    Metadata.Read(marker, segment);
                break;
            case JpegMarker.Comment or JpegMarker.DefineArithmeticConditions or JpegMarker.DefineNumberOfLines:
                break;
            default:
                throw JpegErrors.Damaged($"it has the marker 0x{marker:X2}, which is not defined here");
        }

        return true;
    }

    private bool ReadScan(ReadOnlySpan<byte> segment)
    {
        if (Frame.Width == 0)
            throw JpegErrors.Damaged("its pixels come before its size");
        int count = segment.IsEmpty ? 0 : segment[0];
        if (count is < 1 or > JpegFrame.MaxComponents || segment.Length != 4 + (2 * count))
            throw JpegErrors.Damaged($"a scan header has {segment.Length} bytes and {count} components");
        _scanComponentCount = 0;
        int blocks = 0, next = 0;
        for (int i = 0; i < count; i++)
        {
            var component = FindComponent(segment[1 + (2 * i)], ref next);
            (component.DcTable, component.AcTable) = (segment[2 + (2 * i)] >> 4, segment[2 + (2 * i)] & 15);
            component.Latch(Tables.Quantization(component.QuantizationTable));
            _scanComponents[_scanComponentCount++] = component;
            blocks += component.SamplingX * component.SamplingY;
        }

        if (count > 1 && blocks > MaxBlocksOfMcu)
            throw JpegErrors.Damaged($"an MCU has {blocks} blocks; {MaxBlocksOfMcu} are allowed");
        var band = segment[^3..];
        Scan = new JpegScan(band[0], band[1], band[2] >> 4, band[2] & 15);
        Scans++;
        if (!Frame.IsProgressive)
            Tables.AddDefaults();
        return true;
    }

    /// <summary>Scans have their components in the order of the frame (ITU-T T.81, B.2.3).</summary>
    private JpegComponent FindComponent(int id, ref int next)
    {
        while (next < Frame.Components.Length)
        {
            var component = Frame.Components[next++];
            if (component.Id == id)
                return component;
        }

        throw JpegErrors.Damaged($"a scan has a component {id} that its frame has not, or not in this order");
    }
}

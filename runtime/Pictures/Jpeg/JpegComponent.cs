namespace Emo.Pictures.Jpeg;

/// <summary>A colour component: its layout in blocks, its tables, and its samples at its own resolution.</summary>
internal sealed class JpegComponent
{
    /// <summary>The identifier that scans name it by.</summary>
    public int Id { get; private set; }

    /// <summary>Blocks in an MCU, across.</summary>
    public int SamplingX { get; private set; }

    /// <summary>Blocks in an MCU, down.</summary>
    public int SamplingY { get; private set; }

    /// <summary>
    /// The sampling down that the file gives; <see cref="SamplingY"/> is 1 for a component alone, whose blocks are never interleaved.
    /// </summary>
    public int DeclaredSamplingY { get; private set; }

    /// <summary>Which quantisation table it uses.</summary>
    public int QuantizationTable { get; private set; }

    /// <summary>Columns of blocks that have pixels of the picture.</summary>
    public int BlockColumns { get; private set; }

    /// <summary>Rows of blocks that have pixels of the picture.</summary>
    public int BlockRows { get; private set; }

    /// <summary>Columns of blocks in whole MCUs.</summary>
    public int PaddedColumns { get; private set; }

    /// <summary>Rows of blocks in whole MCUs.</summary>
    public int PaddedRows { get; private set; }

    /// <summary>The quantisation table as it was at the component's first scan, row by row; zeros before.</summary>
    public ushort[] Quantization { get; } = new ushort[ZigZag.BlockLength];

    /// <summary>Whether a scan of the component was met.</summary>
    public bool HasScan { get; private set; }

    /// <summary>
    /// For each coefficient in the order of coding, by how many bits the scans so far leave it short; -1: no scan has it.
    /// </summary>
    public int[] MissingBits { get; } = new int[ZigZag.BlockLength];

    /// <summary>The number of the table of DC coefficients that the present scan uses.</summary>
    public int DcTable { get; set; }

    /// <summary>The number of the table of AC coefficients that the present scan uses.</summary>
    public int AcTable { get; set; }

    /// <summary>The tables of a sequential scan, ready to decode.</summary>
    public HuffmanTable Dc { get; private set; } = null!;

    /// <inheritdoc cref="Dc"/>
    public HuffmanTable Ac { get; private set; } = null!;

    /// <summary>The DC coefficient of the block before.</summary>
    public int Prediction;

    /// <summary>Where its samples are.</summary>
    public JpegPlane Plane { get; } = new();

    /// <summary>The coefficients of the whole picture, block by block, where the file has several scans.</summary>
    public JpegCoefficients Coefficients { get; } = new();

    /// <param name="id">The identifier.</param>
    /// <param name="samplingX">Blocks in an MCU, across.</param>
    /// <param name="samplingY">Blocks in an MCU, down.</param>
    /// <param name="isAlone">Whether the picture has no other component.</param>
    /// <param name="quantizationTable">Which quantisation table it uses.</param>
    public void Begin(int id, int samplingX, int samplingY, bool isAlone, int quantizationTable)
    {
        Id = id;
        SamplingX = isAlone ? 1 : samplingX;
        SamplingY = isAlone ? 1 : samplingY;
        DeclaredSamplingY = samplingY;
        QuantizationTable = quantizationTable;
        HasScan = false;
        Quantization.AsSpan().Clear();
        MissingBits.AsSpan().Fill(-1);
    }

    /// <summary>Computes the component's size in blocks.</summary>
    public void Layout(JpegFrame frame)
    {
        BlockColumns = DivideUp(frame.Width * SamplingX, frame.MaxSamplingX * JpegFrame.BlockSide);
        BlockRows = DivideUp(frame.Height * SamplingY, frame.MaxSamplingY * JpegFrame.BlockSide);
        PaddedColumns = frame.McuColumns * SamplingX;
        PaddedRows = frame.McuRows * SamplingY;
    }

    /// <summary>The first scan of the component begins: later changes of the quantisation table do not concern it.</summary>
    public void Latch(ushort[] quantization)
    {
        if (!HasScan)
            quantization.CopyTo(Quantization, 0);
        HasScan = true;
    }

    /// <summary>A sequential scan of the component begins.</summary>
    public void Begin(JpegTables tables)
    {
        Dc = tables.Huffman(HuffmanKind.Dc, DcTable);
        Ac = tables.Huffman(HuffmanKind.Ac, AcTable);
        Prediction = 0;
    }

    /// <summary>The quotient, rounded up.</summary>
    public static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}

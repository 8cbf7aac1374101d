namespace Emo.Pictures.Jpeg;

/// <summary>
/// The samples of a component at its own resolution. Only the rows of the last few MCU rows are there: a picture's row is made of the MCU
/// row that it lies in and, at its edges, of the ones above and below.
/// </summary>
internal sealed class JpegPlane
{
    /// <summary>Bytes before a row's first sample, one of which repeats it; vectors may read the others.</summary>
    public const int Margin = 128;

    private const int KeptMcuRows = 3;

    private byte[] _samples = [];
    private byte[] _upsampled = [];
    private ushort[] _blended = [];
    private int _ringRows;

    /// <summary>Samples of a block, across and down: 8, or fewer when the picture is decoded at a reduced size.</summary>
    public int BlockSide { get; private set; }

    /// <summary>Samples a row without padding.</summary>
    public int Width { get; private set; }

    /// <summary>Rows without padding.</summary>
    public int Height { get; private set; }

    /// <summary>Picture columns that a sample stands for.</summary>
    public int StepX { get; private set; }

    /// <summary>Picture rows that a sample stands for.</summary>
    public int StepY { get; private set; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; private set; }

    /// <summary>Rows of an MCU row.</summary>
    public int McuHeight { get; private set; }

    public Span<byte> Samples => _samples;

    /// <summary>Room for a row at the picture's resolution, behind <see cref="Margin"/> bytes.</summary>
    public Span<byte> Upsampled => _upsampled;

    /// <summary>Room for a row at the component's resolution, blended of two, behind <see cref="Margin"/> places.</summary>
    public Span<ushort> Blended => _blended;

    /// <summary>Makes room for a component.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="component">The component.</param>
    /// <param name="blockSide">Samples of a block of the component that is sampled most finely: 8, 4, 2 or 1.</param>
    public void Layout(JpegFrame frame, JpegComponent component, int blockSide)
    {
        // As in libjpeg: a component that is sampled more coarsely is reduced less, as far as that spares the upsampling.
        int side = blockSide;
        while (side < JpegFrame.BlockSide &&
            frame.MaxSamplingX * blockSide % (component.SamplingX * side * 2) == 0 &&
            frame.MaxSamplingY * blockSide % (component.SamplingY * side * 2) == 0)
        {
            side *= 2;
        }

        BlockSide = side;
        Width = JpegComponent.DivideUp(frame.Width * component.SamplingX * side, frame.MaxSamplingX * JpegFrame.BlockSide);
        Height = JpegComponent.DivideUp(frame.Height * component.SamplingY * side, frame.MaxSamplingY * JpegFrame.BlockSide);
        StepX = frame.MaxSamplingX * blockSide / (component.SamplingX * side);
        StepY = frame.MaxSamplingY * blockSide / (component.SamplingY * side);
        McuHeight = component.SamplingY * side;
        _ringRows = KeptMcuRows * McuHeight;
        int paddedWidth = component.PaddedColumns * side;
        Stride = (paddedWidth + (2 * Margin) + Margin - 1) / Margin * Margin;
        KeptArray.Grow(ref _samples, Stride * _ringRows);
        if (StepX > 1 || StepY > 1)
        {
            KeptArray.Grow(ref _upsampled, (StepX * paddedWidth) + (3 * Margin));
            KeptArray.Grow(ref _blended, Stride);
        }
    }

    /// <summary>Where the samples of a row begin.</summary>
    public int RowStart(int row) => (row % _ringRows * Stride) + Margin;

    /// <summary>Repeats the first and the last sample of each row of an MCU row: interpolation reads one beyond the edge.</summary>
    public void RepeatEdges(int mcuRow)
    {
        if (StepX == 1)
            return;
        for (int row = 0; row < McuHeight; row++)
        {
            int start = RowStart((mcuRow * McuHeight) + row);
            _samples[start - 1] = _samples[start];
            _samples[start + Width] = _samples[start + Width - 1];
        }
    }
}

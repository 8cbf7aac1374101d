namespace Emo.Pictures.Jpeg;

/// <summary>The part of a picture that is wanted, and the MCUs that it is made of.</summary>
internal readonly struct JpegArea
{
    private readonly int _firstMcuRow;
    private readonly int _endMcuRow;

    public JpegArea(JpegFrame frame, int blockSide, int left, int top, int width, int height)
    {
        (Left, Width) = (left, width);
        int mcuWidth = frame.MaxSamplingX * blockSide, mcuHeight = frame.MaxSamplingY * blockSide;

        // One sample of halved chroma on each side is interpolated with: two pixels.
        FirstMcuColumn = Math.Max(left - 2, 0) / mcuWidth;
        EndMcuColumn = Math.Min((left + width + 1) / mcuWidth, frame.McuColumns - 1) + 1;
        _firstMcuRow = Math.Max(top - 2, 0) / mcuHeight;
        _endMcuRow = Math.Min((top + height + 1) / mcuHeight, frame.McuRows - 1) + 1;
    }

    /// <summary>The first column of pixels.</summary>
    public int Left { get; }

    /// <summary>Columns of pixels.</summary>
    public int Width { get; }

    public int FirstMcuColumn { get; }

    public int EndMcuColumn { get; }

    public bool HasMcuRow(int mcuRow) => mcuRow >= _firstMcuRow && mcuRow < _endMcuRow;

    public bool HasMcuColumn(int mcuColumn) => mcuColumn >= FirstMcuColumn && mcuColumn < EndMcuColumn;
}

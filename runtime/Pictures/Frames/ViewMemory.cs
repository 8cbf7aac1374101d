namespace Emo.Pictures.Frames;

/// <summary>A row of RGB that pixels of other formats are converted to, kept from one view to the next.</summary>
internal sealed class ViewMemory
{
    /// <summary>Vectors are written whole: so many bytes behind a row may be overwritten.</summary>
    public const int Slack = 16;

    private byte[] _row = [];

    /// <summary>Room for the row of a view, and the slack.</summary>
    public Span<byte> Row(int width) => KeptArray.Grow(ref _row, (3 * width) + Slack);
}

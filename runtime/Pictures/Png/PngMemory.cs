namespace Emo.Pictures.Png;

/// <summary>
/// What decoding PNG needs, kept from one picture to the next: some rows, and the whole picture where it is interlaced. Beside it the
/// runtime's zlib stream allocates for each picture: some small objects, 8 KB from the shared pool, and about 40 KB of native memory.
/// </summary>
internal sealed class PngMemory
{
    private byte[] _inflated = [];
    private byte[] _samples = [];
    private byte[] _line = [];
    private byte[] _scratch = [];
    private byte[] _picture = [];

    /// <summary>For rows as they are inflated, with their filter bytes.</summary>
    public byte[] Inflated(long bytes) => KeptArray.AtLeast(ref _inflated, bytes);

    /// <summary>For the samples of two rows.</summary>
    public byte[] Samples(long bytes) => KeptArray.AtLeast(ref _samples, bytes);

    /// <summary>For a row of RGB.</summary>
    public byte[] Line(long bytes) => KeptArray.AtLeast(ref _line, bytes);

    /// <summary>For a row between its samples and RGB.</summary>
    public byte[] Scratch(long bytes) => KeptArray.AtLeast(ref _scratch, bytes);

    /// <summary>For a whole picture.</summary>
    public byte[] Picture(long bytes) => KeptArray.AtLeast(ref _picture, bytes);
}

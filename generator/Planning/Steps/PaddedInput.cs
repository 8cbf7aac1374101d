namespace Emo.Codegen.Planning;

/// <summary>
/// Zero-padded lines of the input, [channel][line][float], enough for <see cref="StripRows"/> rows of the stem convolution. Who makes them
/// and who reads them agree by this record.
/// </summary>
internal sealed record PaddedInput(int Channels, int Height, int Width, int Padding, int Stride, int KernelSize, int StripRows)
{
    /// <summary>Where the picture begins in a line: at a cache line.</summary>
    public int PictureStart => ChannelLayout.Pad(Padding);

    /// <summary>The float of a line that the first tap of the first output reads.</summary>
    public int FirstTap => PictureStart - Padding;

    public int LineFloats => (int)ChannelLayout.Pad((long)PictureStart + Width + Padding);

    /// <summary>The lines of a channel that a strip of output rows reads.</summary>
    public int Lines => ((StripRows - 1) * Stride) + KernelSize;

    public long Bytes => (long)Channels * Lines * LineFloats * sizeof(float);
}

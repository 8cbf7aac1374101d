namespace Emo;

/// <summary>How pictures are decoded, and how large they may be.</summary>
public sealed record PictureOptions
{
    /// <summary>The largest value of <see cref="MaxPixels"/>: what fits into one array.</summary>
    public const int PixelLimit = 700_000_000;

    /// <summary>The options that apply when none are given.</summary>
    public static PictureOptions Default { get; } = new();

    /// <summary>What shows through transparent pixels. White by default.</summary>
    public Rgb Background { get; init; } = Rgb.White;

    /// <summary>
    /// The largest picture (width x height) that is decoded, 1 to <see cref="PixelLimit"/>; larger ones are refused
    /// before anything is allocated for them. 100 million by default; decoding takes up to 20 bytes a pixel.
    /// </summary>
    public int MaxPixels
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, PixelLimit);
            field = value;
        }
    } = 100_000_000;

    /// <summary>
    /// The largest file that is read from a path or a stream, in bytes, at least 1. 512 MiB by default. Bytes that the caller has in memory
    /// may be more.
    /// </summary>
    public int MaxFileBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Array.MaxLength);
            field = value;
        }
    } = 512 << 20;

    /// <summary>
    /// Whether methods that resize a JPEG file may decode it at 1/2, 1/4 or 1/8 of its size, where what it is resized to is that much
    /// smaller (the rule of Pillow's <c>draft</c>): several times faster for a large picture. False by default: networks are trained on
    /// the full decode, and other pixels give other scores. <see href="docs/pictures.md">pictures.md</see> says how far they are apart.
    /// </summary>
    public bool ScaledDecoding { get; init; }

    /// <summary>All options in words.</summary>
    public override string ToString() =>
        $"background {Background}, at most {MaxPixels} pixels and {MaxFileBytes} bytes, {(ScaledDecoding ? "scaled" : "full")} decoding";

    internal void CheckSize(long width, long height)
    {
        if (width < 1 || height < 1)
            throw new PictureException($"The picture has no pixels: its header says {width} x {height}.");
        if (width > Picture.MaxSide || height > Picture.MaxSide)
        {
            throw new PictureException(
                $"The picture is too large: {width} x {height} pixels, the limit is {Picture.MaxSide} a side.");
        }

        if (width * height > MaxPixels)
        {
            throw new PictureException(
                $"The picture is too large: {width} x {height} pixels, the limit is {MaxPixels} in all. " +
                $"Raise {nameof(PictureOptions)}.{nameof(MaxPixels)} if you trust the file.");
        }
    }
}

namespace Emo;

/// <summary>How a picture file is decoded.</summary>
public sealed record PictureOptions
{
    /// <summary>What shows through where a picture is transparent: R, G, B. White unless set.</summary>
    public (byte Red, byte Green, byte Blue) Background { get; init; } = (255, 255, 255);

    /// <summary>
    /// Pictures of more pixels are refused before they are decoded, so that a small file cannot claim gigabytes. The
    /// default, 64 million, is a picture of 8000 x 8000; decoding takes up to 8 bytes a pixel for a moment.
    /// </summary>
    public long MaxPixels { get; init; } = 64_000_000;
}

namespace Emo;

/// <summary>A decoded picture: 8-bit RGB, row by row from the top, three bytes a pixel.</summary>
public sealed class Picture
{
    private readonly byte[] _pixels;

    /// <summary>Wraps pixels that are already decoded; they are not copied.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="pixels">width x height x 3 bytes: R, G, B.</param>
    public Picture(int width, int height, byte[] pixels)
    {
        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The pixels: height x width x 3 bytes.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;
}

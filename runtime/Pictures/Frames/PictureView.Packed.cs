using Emo.Pictures.Frames;

namespace Emo;

/// <content>Views of pixels that lie together.</content>
public readonly ref partial struct PictureView
{
    /// <summary>Pixels of 3 bytes: red, green, blue.</summary>
    /// <param name="pixels">The pixels, row by row: at least (height - 1) x stride + width x bytes of a pixel.</param>
    /// <param name="width">Width in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <param name="stride">Bytes from a row to the next, at least width x bytes of a pixel.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is out of range, or the stride is shorter than a row.</exception>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> are fewer than the rows take.</exception>
    public static PictureView Rgb(ReadOnlySpan<byte> pixels, int width, int height, int stride) =>
        Packed(PixelLayout.Rgb, 3, pixels, width, height, stride);

    /// <summary>Pixels of 3 bytes: blue, green, red, as OpenCV has them.</summary>
    /// <inheritdoc cref="Rgb(ReadOnlySpan{byte}, int, int, int)"/>
    public static PictureView Bgr(ReadOnlySpan<byte> pixels, int width, int height, int stride) =>
        Packed(PixelLayout.Bgr, 3, pixels, width, height, stride);

    /// <summary>
    /// Pixels of 4 bytes: red, green, blue, alpha.
    /// Alpha is ignored unless <see cref="WithAlpha"/> asks for it.
    /// </summary>
    /// <inheritdoc cref="Rgb(ReadOnlySpan{byte}, int, int, int)"/>
    public static PictureView Rgba(ReadOnlySpan<byte> pixels, int width, int height, int stride) =>
        Packed(PixelLayout.Rgba, 4, pixels, width, height, stride);

    /// <summary>
    /// Pixels of 4 bytes: blue, green, red, alpha, as Windows and Skia have them.
    /// Alpha is ignored unless <see cref="WithAlpha"/> asks for it.
    /// </summary>
    /// <inheritdoc cref="Rgb(ReadOnlySpan{byte}, int, int, int)"/>
    public static PictureView Bgra(ReadOnlySpan<byte> pixels, int width, int height, int stride) =>
        Packed(PixelLayout.Bgra, 4, pixels, width, height, stride);

    /// <summary>
    /// Pixels of 4 bytes: alpha, red, green, blue.
    /// Alpha is ignored unless <see cref="WithAlpha"/> asks for it.
    /// </summary>
    /// <inheritdoc cref="Rgb(ReadOnlySpan{byte}, int, int, int)"/>
    public static PictureView Argb(ReadOnlySpan<byte> pixels, int width, int height, int stride) =>
        Packed(PixelLayout.Argb, 4, pixels, width, height, stride);

    /// <summary>Pixels of 1 byte, black to white.</summary>
    /// <inheritdoc cref="Rgb(ReadOnlySpan{byte}, int, int, int)"/>
    public static PictureView Grey(ReadOnlySpan<byte> pixels, int width, int height, int stride) =>
        Packed(PixelLayout.Grey, 1, pixels, width, height, stride);

    private static PictureView Packed(
        PixelLayout layout, int pixelBytes, ReadOnlySpan<byte> pixels, int width, int height, int stride)
    {
        CheckSize(width, height);
        return new PictureView
        {
            Layout = layout,
            First = new Plane(pixels, stride, pixelBytes * width, height),
            StoredWidth = width,
            StoredHeight = height,
            Orientation = FrameOrientation.Upright,
        };
    }
}

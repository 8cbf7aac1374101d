using Emo.Pictures;
using Emo.Pictures.Frames;

namespace Emo;

/// <content>
/// Views of luma and chroma, as cameras and video decoders give them. A sample of chroma serves two columns, or two by two pixels.
/// </content>
public readonly ref partial struct PictureView
{
    /// <summary>
    /// A plane of luma, and one of half its size each way with Cb and Cr in turns: the frames of most cameras and hardware decoders.
    /// Of odd sides the half is rounded up.
    /// </summary>
    /// <param name="luma">Luma, row by row: at least (height - 1) x stride + width bytes.</param>
    /// <param name="lumaStride">Bytes from a row of luma to the next, at least the width.</param>
    /// <param name="chroma">Pairs of chroma: (height + 1) / 2 rows of (width + 1) / 2 pairs.</param>
    /// <param name="chromaStride">Bytes from a row of chroma to the next, at least two for each pair.</param>
    /// <param name="width">Width in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <param name="colors">The matrix and the range of the samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A side is out of range, a stride is shorter than a row, or <paramref name="colors"/> is unknown.
    /// </exception>
    /// <exception cref="ArgumentException">A plane has fewer bytes than its rows take.</exception>
    public static PictureView Nv12(
        ReadOnlySpan<byte> luma, int lumaStride, ReadOnlySpan<byte> chroma, int chromaStride, int width, int height, YuvColors colors) =>
        SemiPlanar(PixelLayout.Nv12, luma, lumaStride, chroma, chromaStride, width, height, colors);

    /// <summary>The same as NV12 with Cr before Cb: Android's camera of old.</summary>
    /// <inheritdoc cref="Nv12(ReadOnlySpan{byte}, int, ReadOnlySpan{byte}, int, int, int, YuvColors)"/>
    public static PictureView Nv21(
        ReadOnlySpan<byte> luma, int lumaStride, ReadOnlySpan<byte> chroma, int chromaStride, int width, int height, YuvColors colors) =>
        SemiPlanar(PixelLayout.Nv21, luma, lumaStride, chroma, chromaStride, width, height, colors);

    /// <summary>
    /// A plane of luma, one of Cb and one of Cr, these of half its size each way: ffmpeg's yuv420p. Of odd sides the half is rounded up.
    /// (YV12 is the same with Cr stored first.)
    /// </summary>
    /// <inheritdoc cref="Nv12(ReadOnlySpan{byte}, int, ReadOnlySpan{byte}, int, int, int, YuvColors)"/>
    /// <param name="luma">Luma, row by row: at least (height - 1) x stride + width bytes.</param>
    /// <param name="lumaStride">Bytes from a row of luma to the next, at least the width.</param>
    /// <param name="cb">Blue difference: (height + 1) / 2 rows of (width + 1) / 2 bytes.</param>
    /// <param name="cbStride">Bytes from a row of Cb to the next.</param>
    /// <param name="cr">Red difference: (height + 1) / 2 rows of (width + 1) / 2 bytes.</param>
    /// <param name="crStride">Bytes from a row of Cr to the next.</param>
    /// <param name="width">Width in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <param name="colors">The matrix and the range of the samples.</param>
    public static PictureView I420(
        ReadOnlySpan<byte> luma,
        int lumaStride,
        ReadOnlySpan<byte> cb,
        int cbStride,
        ReadOnlySpan<byte> cr,
        int crStride,
        int width,
        int height,
        YuvColors colors)
    {
        var view = Yuv(PixelLayout.I420, width, height, colors);
        return view with
        {
            First = new Plane(luma, lumaStride, width, height),
            Second = new Plane(cb, cbStride, Half(width), Half(height)),
            Third = new Plane(cr, crStride, Half(width), Half(height)),
        };
    }

    /// <summary>
    /// Two pixels in four bytes: Y, Cb, Y, Cr (also YUY2), as webcams give them. A row of an odd width has its last pair whole.
    /// </summary>
    /// <param name="pixels">The pairs, row by row: at least (height - 1) x stride + 4 x ((width + 1) / 2) bytes.</param>
    /// <param name="width">Width in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <param name="stride">Bytes from a row to the next, at least 4 x ((width + 1) / 2).</param>
    /// <param name="colors">The matrix and the range of the samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A side is out of range, the stride is shorter than a row, or <paramref name="colors"/> is unknown.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> are fewer than the rows take.</exception>
    public static PictureView Yuyv(ReadOnlySpan<byte> pixels, int width, int height, int stride, YuvColors colors) =>
        Pairs(PixelLayout.Yuyv, pixels, width, height, stride, colors);

    /// <summary>The same as YUYV in the order Cb, Y, Cr, Y (also 2vuy).</summary>
    /// <inheritdoc cref="Yuyv(ReadOnlySpan{byte}, int, int, int, YuvColors)"/>
    public static PictureView Uyvy(ReadOnlySpan<byte> pixels, int width, int height, int stride, YuvColors colors) =>
        Pairs(PixelLayout.Uyvy, pixels, width, height, stride, colors);

    private static PictureView SemiPlanar(
        PixelLayout layout,
        ReadOnlySpan<byte> luma,
        int lumaStride,
        ReadOnlySpan<byte> chroma,
        int chromaStride,
        int width,
        int height,
        YuvColors colors)
    {
        var view = Yuv(layout, width, height, colors);
        return view with
        {
            First = new Plane(luma, lumaStride, width, height),
            Second = new Plane(chroma, chromaStride, 2 * Half(width), Half(height)),
        };
    }

    private static PictureView Pairs(
        PixelLayout layout, ReadOnlySpan<byte> pixels, int width, int height, int stride, YuvColors colors)
    {
        var view = Yuv(layout, width, height, colors);
        return view with { First = new Plane(pixels, stride, 4 * Half(width), height) };
    }

    private static PictureView Yuv(PixelLayout layout, int width, int height, YuvColors colors)
    {
        CheckSize(width, height);
        if (colors is < YuvColors.Bt601Video or > YuvColors.Bt709Full) // Enum.IsDefined allocates.
            throw new ArgumentOutOfRangeException(nameof(colors), colors, "Unknown YUV colours.");
        return new PictureView
        {
            Layout = layout,
            Colors = colors,
            StoredWidth = width,
            StoredHeight = height,
            Orientation = Orientations.Upright,
        };
    }

    private static int Half(int length) => (length + 1) / 2;
}

using Emo.Pictures;
using Emo.Pictures.Frames;

namespace Emo;

/// <summary>
/// A picture in the caller's memory, as a camera or another library has it: nothing is copied and nothing allocated. It is read when it
/// is preprocessed, and the memory must not change meanwhile. Slicing, rotating and mirroring give other views of the same memory.
/// <see href="docs/pictures.md">pictures.md</see> has loops over frames, and defines the colours to the bit.
/// </summary>
/// <remarks>
/// Strides are in bytes, from the start of a row to that of the next one below. The last row needs its own bytes only. Where rows are
/// stored from the bottom to the top, pass them in that order and add <c>.Rotate(180).Mirror()</c>.
/// </remarks>
public readonly ref partial struct PictureView
{
    /// <summary>Width in pixels, as it is shown: rotated, and of a slice the slice's.</summary>
    public int Width => Orientations.SwapsSides(Orientation) ? StoredHeight : StoredWidth;

    /// <summary>Height in pixels, as it is shown: rotated, and of a slice the slice's.</summary>
    public int Height => Orientations.SwapsSides(Orientation) ? StoredWidth : StoredHeight;

    internal PixelLayout Layout { get; private init; }

    /// <summary>The pixels, or luma.</summary>
    internal Plane First { get; private init; }

    /// <summary>Chroma: both, or Cb.</summary>
    internal Plane Second { get; private init; }

    /// <summary>Cr.</summary>
    internal Plane Third { get; private init; }

    internal YuvColors Colors { get; private init; }

    /// <summary>The first column of the view in its planes, which are kept whole, so that chroma stays with its pixels.</summary>
    internal int Left { get; private init; }

    internal int Top { get; private init; }

    internal int StoredWidth { get; private init; }

    internal int StoredHeight { get; private init; }

    /// <summary>1 to 8 as EXIF numbers it; 0 of a default value.</summary>
    internal int Orientation { get; private init; }

    /// <summary>How alpha is applied; null: it is ignored.</summary>
    internal AlphaMode? Alpha { get; private init; }

    internal Rgb Background { get; private init; }

    /// <summary>A part of this view, in its coordinates: rotate first, then slice what is shown.</summary>
    /// <param name="left">The first column, from 0.</param>
    /// <param name="top">The first row, from 0.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle is empty or leaves the view.</exception>
    /// <exception cref="InvalidOperationException">This is a default value, which shows nothing.</exception>
    public PictureView Slice(int left, int top, int width, int height)
    {
        ThrowIfEmpty();
        Picture.CheckRange(left, width, Width, nameof(left), nameof(width));
        Picture.CheckRange(top, height, Height, nameof(top), nameof(height));
        if (Orientations.SwapsSides(Orientation))
            (left, top, width, height) = (top, left, height, width);
        return this with
        {
            Left = Left + (Orientations.FromRight(Orientation) ? StoredWidth - left - width : left),
            Top = Top + (Orientations.FromBottom(Orientation) ? StoredHeight - top - height : top),
            StoredWidth = width,
            StoredHeight = height,
        };
    }

    /// <summary>This view, turned clockwise; without a copy.</summary>
    /// <param name="degrees">A multiple of 90; negative ones turn the other way.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degrees"/> is no multiple of 90.</exception>
    /// <exception cref="InvalidOperationException">This is a default value, which shows nothing.</exception>
    public PictureView Rotate(int degrees)
    {
        ThrowIfEmpty();
        var (quarters, rest) = Math.DivRem(degrees, 90);
        if (rest != 0)
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "Views are turned by multiples of 90 degrees.");
        return this with { Orientation = Orientations.Then(Orientation, Orientations.Turned(quarters & 3)) };
    }

    /// <summary>This view with left and right exchanged, as a mirror shows it; without a copy.</summary>
    /// <exception cref="InvalidOperationException">This is a default value, which shows nothing.</exception>
    public PictureView Mirror()
    {
        ThrowIfEmpty();
        return this with { Orientation = Orientations.Then(Orientation, Orientations.Mirrored) };
    }

    /// <summary>This view with alpha applied, which is ignored otherwise.</summary>
    /// <param name="alpha">What the colours are.</param>
    /// <param name="background">What shows through.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is unknown.</exception>
    /// <exception cref="InvalidOperationException">The format has no alpha: it is neither RGBA nor BGRA nor ARGB.</exception>
    public PictureView WithAlpha(AlphaMode alpha, Rgb background)
    {
        ThrowIfEmpty();
        if (alpha is not (AlphaMode.Straight or AlphaMode.Premultiplied))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Unknown alpha mode.");
        if (Layout is not (PixelLayout.Rgba or PixelLayout.Bgra or PixelLayout.Argb))
            throw new InvalidOperationException($"{Layout} pixels have no alpha: only those of RGBA, BGRA and ARGB do.");
        return this with { Alpha = alpha, Background = background };
    }

    /// <summary>Copies what is shown.</summary>
    /// <returns>A picture of <see cref="Width"/> x <see cref="Height"/>, which has its own memory.</returns>
    /// <exception cref="InvalidOperationException">
    /// This is a default value, which shows nothing, or has more than <see cref="PictureOptions.PixelLimit"/> pixels.
    /// </exception>
    public Picture ToPicture()
    {
        ThrowIfEmpty();
        if ((long)Width * Height > PictureOptions.PixelLimit)
        {
            throw new InvalidOperationException(
                $"A view of {Width} x {Height} is too large for a picture: {PictureOptions.PixelLimit} pixels are the limit. Slice it.");
        }

        var rows = new ViewRows(this, new ViewMemory());
        byte[] pixels = GC.AllocateUninitializedArray<byte>(3 * Width * Height);
        new UprightCopy().Copy(ref rows, pixels);
        return new Picture(Width, Height, pixels);
    }

    /// <exception cref="InvalidOperationException">This is a default value.</exception>
    internal void ThrowIfEmpty()
    {
        if (Layout == PixelLayout.None)
        {
            throw new InvalidOperationException(
                $"This {nameof(PictureView)} is a default value, which shows nothing: make one with {nameof(PictureView)}.{nameof(Bgra)}" +
                $", {nameof(Nv12)} or another of its methods, or take a picture's {nameof(Picture.View)}.");
        }
    }

    private static void CheckSize(int width, int height)
    {
        Picture.CheckSide(width, nameof(width));
        Picture.CheckSide(height, nameof(height));
    }
}

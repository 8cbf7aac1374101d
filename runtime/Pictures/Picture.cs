using Emo.Pictures;
using Emo.Pictures.Frames;
using Emo.Pictures.Resampling;

namespace Emo;

/// <summary>
/// A decoded picture: 8-bit RGB, row by row from the top, three bytes a pixel, upright (EXIF orientation applied),
/// opaque (transparency composited over <see cref="PictureOptions.Background"/>).
/// </summary>
public sealed partial class Picture
{
    /// <summary>The longest side that a picture can have, in pixels.</summary>
    public const int MaxSide = 1_000_000;

    private readonly byte[] _pixels;

    /// <summary>Wraps pixels that are already decoded; they are not copied.</summary>
    /// <param name="width">Width in pixels, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="pixels">width x height x 3 bytes: R, G, B.</param>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is out of range.</exception>
    public Picture(int width, int height, byte[] pixels)
    {
        CheckSide(width, nameof(width));
        CheckSide(height, nameof(height));
        ArgumentNullException.ThrowIfNull(pixels);
        if ((long)width * height != pixels.Length / 3 || pixels.Length % 3 != 0)
        {
            throw new ArgumentException(
                $"A picture of {width} x {height} has {3L * width * height} bytes, not {pixels.Length}.", nameof(pixels));
        }

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

    /// <summary>A view of the pixels, to slice or rotate it without a copy, and for every method that takes views.</summary>
    public PictureView View => PictureView.Rgb(_pixels, Width, Height, 3 * Width);

    /// <summary>Decodes a PNG or JPEG file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">
    /// The file is in another format, damaged, cut short or too large; the message names it.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Picture Open(string path, PictureOptions? options = null) => FileBytes.Open(path, file => Decode(file, options));

    /// <summary>Decodes a PNG or JPEG file from a stream, which is read from where it stands to its end and left open.</summary>
    /// <inheritdoc cref="Open(string, PictureOptions?)"/>
    /// <param name="file">The file's bytes.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    public static Picture Decode(Stream file, PictureOptions? options = null) => Decode(FileBytes.Read(file, options), options);

    /// <summary>Decodes the bytes of a PNG or JPEG file.</summary>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    public static Picture Decode(ReadOnlySpan<byte> file, PictureOptions? options = null) =>
        PictureDecoder.Decode(file, options ?? PictureOptions.Default);

    /// <summary>Decodes a PNG or JPEG file, such as a frame of motion JPEG, into memory of the caller's.</summary>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="pixels">Receives the upright picture: height x width x 3 bytes, R, G, B. It may be longer.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <param name="workspace">
    /// Memory to use: once it has grown, JPEG files allocate nothing, and PNG files a few kilobytes. New memory when null.
    /// </param>
    /// <returns>The format, and the size of the upright picture.</returns>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> is too short.</exception>
    /// <exception cref="PictureException">
    /// The bytes are another format, damaged, cut short or too large. <paramref name="pixels"/> may be half written then.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another call is using the workspace.</exception>
    public static PictureInfo Decode(
        ReadOnlySpan<byte> file, Span<byte> pixels, PictureOptions? options = null, PictureWorkspace? workspace = null)
    {
        workspace ??= new PictureWorkspace();
        workspace.Enter();
        try
        {
            var buffer = new CallersPixels(pixels, nameof(pixels));
            return PictureDecoder.Decode(file, options ?? PictureOptions.Default, workspace, ref buffer);
        }
        finally
        {
            workspace.Leave();
        }
    }

    /// <summary>Reads a PNG or JPEG file's header: its pixels are not decoded, and damage among them is not found.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Which sizes are refused; <see cref="PictureOptions.Default"/> when null.</param>
    /// <returns>The format, the size of the upright picture, and how it is stored.</returns>
    /// <exception cref="PictureException">
    /// The file is in another format, too large, or damaged or cut short before that is known; the message names it.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static PictureInfo Identify(string path, PictureOptions? options = null) =>
        FileBytes.Open(path, file => Identify(file, options));

    /// <summary>
    /// Reads the header of a PNG or JPEG file from a stream, from where it stands. The stream is left open behind what was read: for JPEG
    /// up to the first scan, for PNG up to the pixels where EXIF metadata stand before them, else to the end; in both cases up to twice
    /// that, 64 KiB at least.
    /// </summary>
    /// <inheritdoc cref="Identify(string, PictureOptions?)"/>
    /// <param name="file">The file's bytes.</param>
    /// <param name="options">Which sizes are refused; <see cref="PictureOptions.Default"/> when null.</param>
    public static PictureInfo Identify(Stream file, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PictureIdentifier.Identify(file, options ?? PictureOptions.Default);
    }

    /// <summary>Reads the header of a PNG or JPEG file.</summary>
    /// <param name="file">The file's bytes, or enough of its beginning.</param>
    /// <param name="options">Which sizes are refused; <see cref="PictureOptions.Default"/> when null.</param>
    /// <returns>The format, the size of the upright picture, and how it is stored.</returns>
    /// <exception cref="PictureException">
    /// The bytes are another format, too large, or damaged or cut short before that is known.
    /// </exception>
    public static PictureInfo Identify(ReadOnlySpan<byte> file, PictureOptions? options = null) =>
        PictureIdentifier.Identify(file, options ?? PictureOptions.Default);

    /// <summary>
    /// Resizes to exactly <paramref name="width"/> x <paramref name="height"/>, antialiased when it shrinks; the same
    /// bytes as Pillow's <c>Image.resize</c> of an RGB picture.
    /// </summary>
    /// <param name="width">The new width in pixels, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="height">The new height in pixels, 1 to <see cref="MaxSide"/>.</param>
    /// <param name="interpolation">The filter.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A side is out of range, the result or this picture at the new width (which is made first, a few rows at a time) has more than
    /// <see cref="PictureOptions.PixelLimit"/> pixels, or the filter is unknown.
    /// </exception>
    public Picture Resize(int width, int height, Interpolation interpolation)
    {
        CheckSide(width, nameof(width));
        CheckSide(height, nameof(height));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, PictureOptions.PixelLimit, nameof(width));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * Height, PictureOptions.PixelLimit, nameof(width));
        byte[] pixels = new byte[3 * width * height];
        var sink = new PixelSink(pixels, width, 0, 0);
        var rows = new ViewRows(View, new ViewMemory());
        Resampler.Resize(
            ref rows, AxisWindow.Whole(width), AxisWindow.Whole(height), interpolation, ref sink, new ResizeMemory());
        return new Picture(width, height, pixels);
    }

    /// <summary>Copies a rectangle that lies inside the picture.</summary>
    /// <param name="left">The first column, from 0.</param>
    /// <param name="top">The first row, from 0.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle is empty or leaves the picture.</exception>
    public Picture Crop(int left, int top, int width, int height)
    {
        CheckRange(left, width, Width, nameof(left), nameof(width));
        CheckRange(top, height, Height, nameof(top), nameof(height));
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++)
        {
            _pixels.AsSpan(3 * (((top + y) * Width) + left), 3 * width).CopyTo(pixels.AsSpan(3 * width * y));
        }

        return new Picture(width, height, pixels);
    }

    /// <exception cref="ArgumentOutOfRangeException">No picture has such a side.</exception>
    internal static void CheckSide(int length, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxSide, name);
    }

    /// <exception cref="ArgumentOutOfRangeException">The part of a side is empty or leaves it.</exception>
    internal static void CheckRange(int start, int length, int available, string startName, string lengthName)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start, startName);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, lengthName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + length, available, lengthName);
    }
}

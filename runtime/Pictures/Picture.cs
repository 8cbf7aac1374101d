namespace Emo;

/// <summary>A decoded picture: 8-bit RGB, row by row from the top, three bytes a pixel.</summary>
public sealed class Picture
{
    private readonly byte[] _pixels;

    /// <summary>Wraps pixels that are already decoded; they are not copied.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="pixels">width x height x 3 bytes: R, G, B.</param>
    /// <exception cref="ArgumentException">A side is less than 1, or the number of bytes is wrong.</exception>
    public Picture(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != 3L * width * height)
            throw new ArgumentException($"A picture of {width}x{height} has {3L * width * height} bytes, but there are {pixels.LongLength}.", nameof(pixels));
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

    /// <summary>Decodes a PNG or JPEG file.</summary>
    /// <exception cref="PictureException">The file is broken, too large or of another kind; the message says which.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Picture Open(string path, PictureOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] file = File.ReadAllBytes(path);
        try
        {
            return PictureDecoder.Decode(file, options ?? new PictureOptions());
        }
        catch (PictureException exception)
        {
            throw new PictureException($"'{path}': {exception.Message}", exception);
        }
    }

    /// <summary>Decodes a PNG or JPEG file that is in memory.</summary>
    /// <exception cref="PictureException">The file is broken, too large or of another kind; the message says which.</exception>
    public static Picture Decode(byte[] file, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PictureDecoder.Decode(file, options ?? new PictureOptions());
    }

    /// <summary>Resamples the picture, antialiased when it shrinks: bit for bit what Pillow's <c>Image.resize</c> gives.</summary>
    /// <param name="width">New width in pixels, at least 1.</param>
    /// <param name="height">New height in pixels, at least 1.</param>
    /// <param name="interpolation">The filter.</param>
    public Picture Resize(int width, int height, Interpolation interpolation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return Resampler.Resize(this, width, height, interpolation);
    }

    /// <summary>Cuts a rectangle out. Where it reaches outside the picture it is black, as torchvision's crops are.</summary>
    /// <param name="left">The first column; may be negative.</param>
    /// <param name="top">The first row; may be negative.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    public Picture Crop(int left, int top, int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        int firstColumn = Math.Max(0, left);
        int columns = Math.Min(Width, left + width) - firstColumn;
        for (int row = 0; row < height && columns > 0; row++)
        {
            int source = top + row;
            if (source >= 0 && source < Height)
                Pixels.Slice(3 * ((source * Width) + firstColumn), 3 * columns).CopyTo(pixels.AsSpan(3 * ((row * width) + firstColumn - left)));
        }

        return new Picture(width, height, pixels);
    }
}

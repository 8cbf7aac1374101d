namespace Emo.Pictures;

/// <summary>Memory of the caller's, which must be large enough.</summary>
internal readonly ref struct CallersPixels(Span<byte> pixels, string parameter) : IPixelBuffer
{
    private readonly Span<byte> _pixels = pixels;

    public Span<byte> Make(PictureInfo picture)
    {
        long bytes = 3L * picture.Width * picture.Height;
        if (_pixels.Length < bytes)
        {
            throw new ArgumentException(
                $"A picture of {picture.Width} x {picture.Height} has {bytes} bytes; there is room for {_pixels.Length}.", parameter);
        }

        return _pixels[..(int)bytes];
    }
}

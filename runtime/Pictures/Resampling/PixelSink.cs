namespace Emo.Pictures.Resampling;

/// <summary>Puts a resized picture into 8-bit RGB, its top left at (<paramref name="left"/>, <paramref name="top"/>).</summary>
internal readonly ref struct PixelSink(Span<byte> pixels, int width, int left, int top) : IPixelSink
{
    private readonly Span<byte> _pixels = pixels;

    public void Write(int x, int y, ReadOnlySpan<byte> pixels) => pixels.CopyTo(_pixels[(3 * (((top + y) * width) + left + x))..]);
}

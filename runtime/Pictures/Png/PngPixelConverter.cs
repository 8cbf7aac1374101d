using Emo.Pictures.Pixels;

namespace Emo.Pictures.Png;

/// <summary>
/// Turns the samples of a row into 8-bit RGB over the background. 16-bit samples keep their high byte, as in Pillow;
/// samples of 1, 2 and 4 bits are scaled to the full range.
/// </summary>
internal sealed class PngPixelConverter
{
    private readonly PngFile _png;
    private readonly Rgb _background;
    private readonly PngColorTable? _table;
    private readonly bool _hasTransparentColor;
    private readonly int _pixelBytes; // unless there is a table
    private readonly byte[] _scratch;

    public PngPixelConverter(PngFile png, Rgb background, PngMemory memory)
    {
        _png = png;
        _background = background;
        var header = png.Header;
        _hasTransparentColor = header.ColorType != PngColorType.Palette && png.Transparency.Length != 0;
        _pixelBytes = header.Channels * header.BitDepth / 8;
        bool isSmallGrey = header.ColorType == PngColorType.Grey && (header.BitDepth < 8 || (header.BitDepth == 8 && _hasTransparentColor));
        if (header.ColorType == PngColorType.Palette || isSmallGrey)
            _table = new PngColorTable(png, background);
        _scratch = memory.Scratch(2L * 4 * header.Width);
    }

    /// <summary>Whether a row's samples are its pixels.</summary>
    public bool IsPlain => _png.Header is { ColorType: PngColorType.TrueColor, BitDepth: 8 } && !_hasTransparentColor;

    /// <summary>Converts a part of a row.</summary>
    /// <param name="row">The whole row.</param>
    /// <param name="left">The first pixel that is wanted.</param>
    /// <param name="rgb">Receives 3 bytes a pixel; its length says how many pixels.</param>
    public void Convert(ReadOnlySpan<byte> row, int left, Span<byte> rgb)
    {
        if (_table != null)
        {
            _table.Convert(row, left, rgb);
            return;
        }

        int pixels = rgb.Length / 3;
        var samples = row.Slice(left * _pixelBytes, pixels * _pixelBytes);
        if (_hasTransparentColor)
        {
            PngTransparentColor.Convert(_png, samples, rgb, _background);
            return;
        }

        if (_png.Header.BitDepth == 16)
        {
            var bytes = _scratch.AsSpan(0, samples.Length / 2);
            PngSamples.Narrow(samples, bytes);
            samples = bytes;
        }

        ConvertBytes(samples, pixels, rgb);
    }

    private void ConvertBytes(ReadOnlySpan<byte> samples, int pixels, Span<byte> rgb)
    {
        switch (_png.Header.ColorType)
        {
            case PngColorType.Grey:
                RgbPixels.FromGrey(samples, rgb);
                break;
            case PngColorType.GreyAlpha:
                var rgba = _scratch.AsSpan(4 * _png.Header.Width, 4 * pixels);
                PngSamples.GreyAlphaToRgba(samples, rgba);
                AlphaPixels.Blend(rgba, PixelOrder.Rgba, AlphaMode.Straight, _background, rgb);
                break;
            case PngColorType.TrueColor:
                samples.CopyTo(rgb);
                break;
            default:
                AlphaPixels.Blend(samples, PixelOrder.Rgba, AlphaMode.Straight, _background, rgb);
                break;
        }
    }
}

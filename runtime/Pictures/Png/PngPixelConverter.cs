using System.Buffers.Binary;

namespace Emo.Pictures.Png;

/// <summary>
/// Turns the samples of a row into 8-bit RGB over the background. 16-bit samples keep their high byte, as in Pillow;
/// samples of 1, 2 and 4 bits are scaled to the full range.
/// </summary>
internal sealed class PngPixelConverter(PngFile png, Rgb background)
{
    private const int Opaque = 255;
    private readonly int _depth = png.Header.BitDepth;
    private readonly int _maximum = (1 << png.Header.BitDepth) - 1;
    private readonly byte[] _palette = png.Palette;
    private readonly byte[] _transparency = png.Transparency;

    /// <summary>Converts one row.</summary>
    /// <param name="row">The unfiltered row.</param>
    /// <param name="rgb">Receives 3 bytes a pixel; its length says how many pixels.</param>
    public void Convert(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        switch (png.Header.ColorType)
        {
            case PngColorType.Palette:
                ConvertPalette(row, rgb);
                break;
            case PngColorType.Grey:
                ConvertGrey(row, rgb, hasAlpha: false);
                break;
            case PngColorType.GreyAlpha:
                ConvertGrey(row, rgb, hasAlpha: true);
                break;
            case PngColorType.TrueColor when _depth == 8 && _transparency.Length == 0:
                row[..rgb.Length].CopyTo(rgb);
                break;
            case PngColorType.TrueColor:
                ConvertTrueColor(row, rgb, hasAlpha: false);
                break;
            default:
                ConvertTrueColor(row, rgb, hasAlpha: true);
                break;
        }
    }

    private void ConvertPalette(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            int entry = Sample(row, i);
            if (3 * entry >= _palette.Length)
            {
                throw new PictureException(
                    $"The PNG file is damaged: a pixel has the palette entry {entry} of {_palette.Length / 3}.");
            }

            int alpha = entry < _transparency.Length ? _transparency[entry] : Opaque;
            Put(rgb[(3 * i)..], _palette[3 * entry], _palette[(3 * entry) + 1], _palette[(3 * entry) + 2], alpha);
        }
    }

    private void ConvertGrey(ReadOnlySpan<byte> row, Span<byte> rgb, bool hasAlpha)
    {
        int channels = hasAlpha ? 2 : 1;
        int key = TransparentSample(0);
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            int sample = Sample(row, i * channels);
            int alpha = hasAlpha ? ToByte(Sample(row, (i * channels) + 1)) : sample == key ? 0 : Opaque;
            int grey = ToByte(sample);
            Put(rgb[(3 * i)..], grey, grey, grey, alpha);
        }
    }

    private void ConvertTrueColor(ReadOnlySpan<byte> row, Span<byte> rgb, bool hasAlpha)
    {
        int channels = hasAlpha ? 4 : 3;
        (int r, int g, int b) key = (TransparentSample(0), TransparentSample(1), TransparentSample(2));
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            int at = i * channels;
            (int r, int g, int b) color = (Sample(row, at), Sample(row, at + 1), Sample(row, at + 2));
            int alpha = hasAlpha ? ToByte(Sample(row, at + 3)) : color == key ? 0 : Opaque;
            Put(rgb[(3 * i)..], ToByte(color.r), ToByte(color.g), ToByte(color.b), alpha);
        }
    }

    /// <summary>The sample value that tRNS declares transparent, in the depth of the file; -1 when none is.</summary>
    private int TransparentSample(int channel) => _transparency.Length == 0
        ? -1
        : BinaryPrimitives.ReadUInt16BigEndian(_transparency.AsSpan(2 * channel)) & _maximum;

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        if (_depth == 8)
            return row[index];
        if (_depth == 16)
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
        int bit = index * _depth;
        return (row[bit >> 3] >> (8 - _depth - (bit & 7))) & _maximum;
    }

    private int ToByte(int sample) => _depth switch
    {
        8 => sample,
        16 => sample >> 8,
        _ => sample * 255 / _maximum,
    };

    private void Put(Span<byte> pixel, int r, int g, int b, int alpha)
    {
        pixel[0] = Blend(r, background.R, alpha);
        pixel[1] = Blend(g, background.G, alpha);
        pixel[2] = Blend(b, background.B, alpha);
    }

    // Rounded division by 255, exact for all 8-bit operands.
    private static byte Blend(int color, int behind, int alpha)
    {
        int sum = (color * alpha) + (behind * (255 - alpha)) + 128;
        return (byte)((sum + (sum >> 8)) >> 8);
    }
}

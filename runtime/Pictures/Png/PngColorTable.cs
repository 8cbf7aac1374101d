using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emo.Pictures.Png;

/// <summary>The colour of each value that a sample of at most 8 bits has, over the background: of palettes and of grey.</summary>
internal sealed class PngColorTable
{
    private const int Opaque = 255;
    private readonly uint[] _colors = new uint[256]; // R in the lowest byte
    private readonly int _depth;

    /// <param name="png">A file with a palette, or grey of at most 8 bits.</param>
    /// <param name="background">What shows through.</param>
    public PngColorTable(PngFile png, Rgb background)
    {
        _depth = png.Header.BitDepth;
        for (int value = 0; value < 1 << _depth; value++)
        {
            var (color, alpha) = png.Header.ColorType == PngColorType.Palette ? Entry(png, value) : Grey(png, value);
            _colors[value] = PngBackground.Blend(color.R, background.R, alpha)
                | ((uint)PngBackground.Blend(color.G, background.G, alpha) << 8)
                | ((uint)PngBackground.Blend(color.B, background.B, alpha) << 16);
        }
    }

    /// <summary>Looks up the pixels of a row.</summary>
    /// <param name="row">The whole row.</param>
    /// <param name="left">The first pixel that is wanted.</param>
    /// <param name="rgb">Receives 3 bytes a pixel; its length says how many pixels.</param>
    public void Convert(ReadOnlySpan<byte> row, int left, Span<byte> rgb)
    {
        int count = rgb.Length / 3;
        if (_depth == 8)
            row = row.Slice(left, count);
        int mask = (1 << _depth) - 1;
        ref uint colors = ref MemoryMarshal.GetArrayDataReference(_colors);
        ref byte to = ref MemoryMarshal.GetReference(rgb);

        // Four bytes are stored for a pixel's three, but for the last pixel.
        for (int i = 0; i < count - 1; i++)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 3 * i), Unsafe.Add(ref colors, Value(row, i)));
        uint last = _colors[Value(row, count - 1)];
        for (int channel = 0; channel < 3; channel++)
            rgb[(3 * (count - 1)) + channel] = (byte)(last >> (8 * channel));

        int Value(ReadOnlySpan<byte> row, int i)
        {
            if (_depth == 8)
                return row[i];
            int bit = (left + i) * _depth;
            return (row[bit >> 3] >> (8 - _depth - (bit & 7))) & mask;
        }
    }

    // Entries that the palette lacks are grey, as in Pillow.
    private static (Rgb Color, int Alpha) Entry(PngFile png, int entry)
    {
        int alpha = entry < png.Transparency.Length ? png.Transparency[entry] : Opaque;
        return 3 * entry < png.Palette.Length
            ? (new Rgb(png.Palette[3 * entry], png.Palette[(3 * entry) + 1], png.Palette[(3 * entry) + 2]), alpha)
            : (new Rgb((byte)entry, (byte)entry, (byte)entry), alpha);
    }

    private static (Rgb Color, int Alpha) Grey(PngFile png, int value)
    {
        byte grey = (byte)(value * 255 / ((1 << png.Header.BitDepth) - 1));
        return (new Rgb(grey, grey, grey), PngTransparentColor.IsAt(png.Transparency, 0, value) ? 0 : Opaque);
    }
}

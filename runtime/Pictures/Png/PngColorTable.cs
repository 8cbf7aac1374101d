using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Emo.Pictures.Pixels;

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
            _colors[value] = AlphaPixels.Blend(color.R, alpha, background.R)
                | ((uint)AlphaPixels.Blend(color.G, alpha, background.G) << 8)
                | ((uint)AlphaPixels.Blend(color.B, alpha, background.B) << 16);
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
            ConvertBytes(row.Slice(left, count), rgb);
        else
            ConvertBits(row, left * _depth, rgb);
    }

    private void ConvertBytes(ReadOnlySpan<byte> values, Span<byte> rgb)
    {
        // Two pixels are stored as eight bytes, of which they have six. A byte is always a place in the table.
        ref uint colors = ref MemoryMarshal.GetArrayDataReference(_colors);
        ref byte to = ref MemoryMarshal.GetReference(rgb);
        int i = 0;
        for (; (3 * i) + 14 <= rgb.Length; i += 4)
        {
            uint four = BinaryPrimitives.ReadUInt32LittleEndian(values[i..]);
            ulong first = Color(ref colors, four) | (Color(ref colors, four >> 8) << 24);
            ulong second = Color(ref colors, four >> 16) | (Color(ref colors, four >> 24) << 24);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 3 * i), first);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, (3 * i) + 6), second);
        }

        for (; i < values.Length; i++)
            Put(_colors[values[i]], rgb[(3 * i)..]);

        static ulong Color(ref uint colors, uint value) => Unsafe.Add(ref colors, (byte)value);
    }

    private void ConvertBits(ReadOnlySpan<byte> row, int bit, Span<byte> rgb)
    {
        int mask = (1 << _depth) - 1;
        for (; !rgb.IsEmpty; rgb = rgb[3..], bit += _depth)
            Put(_colors[(row[bit >> 3] >> (8 - _depth - (bit & 7))) & mask], rgb);
    }

    private static void Put(uint color, Span<byte> rgb)
    {
        rgb[2] = (byte)(color >> 16);
        rgb[1] = (byte)(color >> 8);
        rgb[0] = (byte)color;
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

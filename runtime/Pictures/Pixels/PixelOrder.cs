using System.Runtime.Intrinsics;
using Emo.Pictures.Frames;

namespace Emo.Pictures.Pixels;

/// <summary>Where red, green, blue and alpha are among the four bytes of a pixel.</summary>
internal readonly record struct PixelOrder(byte R, byte G, byte B, byte A)
{
    /// <summary>R, G, B, A.</summary>
    public static PixelOrder Rgba { get; } = new(0, 1, 2, 3);

    public static PixelOrder Of(PixelLayout layout) => layout switch
    {
        PixelLayout.Rgba => Rgba,
        PixelLayout.Bgra => new(2, 1, 0, 3),
        PixelLayout.Argb => new(1, 2, 3, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "Pixels of four bytes are meant."),
    };

    /// <summary>Indices that make RGB of four pixels: 12 bytes, and 4 of no meaning.</summary>
    public Vector128<byte> Colors()
    {
        byte r = R, g = G, b = B;
        return Vector128.Create(
            r, g, b, (byte)(4 + r), (byte)(4 + g), (byte)(4 + b), (byte)(8 + r), (byte)(8 + g), (byte)(8 + b),
            (byte)(12 + r), (byte)(12 + g), (byte)(12 + b), 0, 0, 0, 0);
    }

    /// <summary>Of four pixels, ones where the colours are and zeros where alpha is.</summary>
    public Vector128<byte> ColorBits() => Vector128.Create(~(0xFFu << (8 * A))).AsByte();

    /// <summary>Indices of the alpha of each byte that <see cref="Colors"/> takes.</summary>
    public Vector128<byte> Alphas()
    {
        byte first = A, second = (byte)(4 + A), third = (byte)(8 + A), fourth = (byte)(12 + A);
        return Vector128.Create(
            first, first, first, second, second, second, third, third, third, fourth, fourth, fourth, 0, 0, 0, 0);
    }
}

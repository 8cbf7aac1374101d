using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Png;

/// <summary>Composites RGBA over a colour: round((color * alpha + background * (255 - alpha)) / 255).</summary>
internal static class PngBackground
{
    private const int Pixels = 4; // in a vector

    /// <param name="rgba">The pixels, 4 bytes each.</param>
    /// <param name="rgb">Receives 3 bytes a pixel.</param>
    /// <param name="background">What shows through.</param>
    public static void Blend(ReadOnlySpan<byte> rgba, Span<byte> rgb, Rgb background)
    {
        int i = Vector128.IsHardwareAccelerated ? BlendVectors(rgba, rgb, background) : 0;
        for (; i < rgb.Length / 3; i++)
        {
            int alpha = rgba[(4 * i) + 3];
            rgb[3 * i] = Blend(rgba[4 * i], background.R, alpha);
            rgb[(3 * i) + 1] = Blend(rgba[(4 * i) + 1], background.G, alpha);
            rgb[(3 * i) + 2] = Blend(rgba[(4 * i) + 2], background.B, alpha);
        }
    }

    /// <summary>One sample. The division is exact for all 8-bit operands.</summary>
    public static byte Blend(int color, int behind, int alpha)
    {
        int sum = (color * alpha) + (behind * (255 - alpha)) + 128;
        return (byte)((sum + (sum >> 8)) >> 8);
    }

    /// <summary>Four pixels at a time; returns how many were done, since it stores four bytes more than they have.</summary>
    private static int BlendVectors(ReadOnlySpan<byte> rgba, Span<byte> rgb, Rgb background)
    {
        ref byte from = ref MemoryMarshal.GetReference(rgba[..(rgb.Length / 3 * 4)]);
        ref byte to = ref MemoryMarshal.GetReference(rgb);
        var colors = Vector128.Create(0x00FFFFFFu).AsByte();
        var alphas = Vector128.Create((byte)3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15);
        var withoutAlpha = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 0xFF, 0xFF, 0xFF, 0xFF);
        var behind = Vector128.Create(background.R, background.G, background.B, 0, background.R, background.G, background.B, (ushort)0);
        var rounded = (behind * 255) + Vector128.Create((ushort)128);
        int i = 0;
        for (; (3 * i) + Vector128<byte>.Count <= rgb.Length; i += Pixels)
        {
            var pixels = Vector128.LoadUnsafe(ref from, (nuint)(4 * i));
            if ((pixels | colors) != Vector128<byte>.AllBitsSet)
            {
                var alpha = Vector128.ShuffleNative(pixels, alphas);
                var lower = Over(Vector128.WidenLower(pixels), Vector128.WidenLower(alpha), behind, rounded);
                var upper = Over(Vector128.WidenUpper(pixels), Vector128.WidenUpper(alpha), behind, rounded);
                pixels = Vector128.Narrow(lower, upper);
            }

            Vector128.ShuffleNative(pixels, withoutAlpha).StoreUnsafe(ref to, (nuint)(3 * i));
        }

        return i;
    }

    // (color - behind) * alpha wraps round where it is negative; the sum is right again.
    private static Vector128<ushort> Over(
        Vector128<ushort> colors, Vector128<ushort> alpha, Vector128<ushort> behind, Vector128<ushort> rounded)
    {
        var sum = ((colors - behind) * alpha) + rounded;
        return (sum + (sum >>> 8)) >>> 8;
    }
}

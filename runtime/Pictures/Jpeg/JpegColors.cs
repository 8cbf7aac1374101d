using BitMiracle.LibJpeg.Classic;

namespace Emo.Pictures.Jpeg;

/// <summary>Turns rows of components into RGB, with the fixed-point arithmetic of libjpeg and Pillow.</summary>
internal static class JpegColors
{
    private const int Half = 1 << 15;

    /// <summary>The number of components of a colour space; 0 when it is not supported.</summary>
    public static int Components(J_COLOR_SPACE space) => space switch
    {
        J_COLOR_SPACE.JCS_GRAYSCALE => 1,
        J_COLOR_SPACE.JCS_RGB or J_COLOR_SPACE.JCS_YCbCr => 3,
        J_COLOR_SPACE.JCS_CMYK or J_COLOR_SPACE.JCS_YCCK => 4,
        _ => 0,
    };

    /// <param name="space">The colour space of the components.</param>
    /// <param name="samples">A row of each component, one after the other.</param>
    /// <param name="rgb">Receives 3 bytes a pixel.</param>
    public static void Convert(J_COLOR_SPACE space, ReadOnlySpan<byte> samples, Span<byte> rgb)
    {
        int width = rgb.Length / 3;
        var first = samples[..width];
        if (space == J_COLOR_SPACE.JCS_GRAYSCALE)
        {
            for (int x = 0; x < width; x++)
                rgb.Slice(3 * x, 3).Fill(first[x]);
            return;
        }

        var second = samples.Slice(width, width);
        var third = samples.Slice(2 * width, width);
        if (space is J_COLOR_SPACE.JCS_YCbCr or J_COLOR_SPACE.JCS_YCCK)
            ConvertYCbCr(first, second, third, rgb);
        else
            Interleave(first, second, third, rgb);

        // Four components are taken as inverted inks (255 is no ink), as Adobe's programs write them and Pillow reads
        // them. YCCK holds YCbCr of what is to be subtracted from 255 to get these.
        if (space == J_COLOR_SPACE.JCS_YCCK)
            Invert(rgb);
        if (Components(space) == 4)
            Darken(samples.Slice(3 * width, width), rgb);
    }

    private static void ConvertYCbCr(
        ReadOnlySpan<byte> luma, ReadOnlySpan<byte> blue, ReadOnlySpan<byte> red, Span<byte> rgb)
    {
        // 1.402, 0.714136286, 0.344136286 and 1.772 with 16 fractional bits.
        const int RedToR = 91881, RedToG = 46802, BlueToG = 22554, BlueToB = 116130;
        for (int x = 0; x < luma.Length; x++)
        {
            int y = luma[x], cb = blue[x] - 128, cr = red[x] - 128;
            rgb[3 * x] = Clamp(y + (((RedToR * cr) + Half) >> 16));
            rgb[(3 * x) + 1] = Clamp(y + (((-BlueToG * cb) - (RedToG * cr) + Half) >> 16));
            rgb[(3 * x) + 2] = Clamp(y + (((BlueToB * cb) + Half) >> 16));
        }
    }

    private static void Interleave(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> rgb)
    {
        for (int x = 0; x < first.Length; x++)
        {
            rgb[3 * x] = first[x];
            rgb[(3 * x) + 1] = second[x];
            rgb[(3 * x) + 2] = third[x];
        }
    }

    private static void Invert(Span<byte> rgb)
    {
        for (int i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(255 - rgb[i]);
    }

    // light - round(ink * light / 255), where light is what the black ink leaves.
    private static void Darken(ReadOnlySpan<byte> light, Span<byte> rgb)
    {
        for (int i = 0; i < rgb.Length; i++)
        {
            int product = ((255 - rgb[i]) * light[i / 3]) + 128;
            rgb[i] = Clamp(light[i / 3] - ((product + (product >> 8)) >> 8));
        }
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);
}

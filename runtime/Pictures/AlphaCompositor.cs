namespace Emo;

/// <summary>RGBA over a background, rounded as Pillow's alpha_composite and paste do.</summary>
internal static class AlphaCompositor
{
    public static byte[] Over(byte[] rgba, (byte Red, byte Green, byte Blue) background)
    {
        byte[] rgb = new byte[rgba.Length / 4 * 3];
        for (int i = 0, o = 0; i < rgba.Length; i += 4, o += 3)
        {
            int alpha = rgba[i + 3];
            rgb[o] = Blend(rgba[i], background.Red, alpha);
            rgb[o + 1] = Blend(rgba[i + 1], background.Green, alpha);
            rgb[o + 2] = Blend(rgba[i + 2], background.Blue, alpha);
        }

        return rgb;
    }

    /// <summary>(top * alpha + bottom * (255 - alpha)) / 255, rounded, without a division.</summary>
    private static byte Blend(byte top, byte bottom, int alpha)
    {
        int value = (top * alpha) + (bottom * (255 - alpha)) + 128;
        return (byte)((value + (value >> 8)) >> 8);
    }
}

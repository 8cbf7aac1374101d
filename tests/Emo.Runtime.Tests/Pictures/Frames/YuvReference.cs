namespace Emo.Runtime.Tests.Pictures.Frames;

/// <summary>Luma and chroma to RGB, in the integers of docs/pictures.md and in double precision from the standards' kr and kb.</summary>
internal static class YuvReference
{
    public static Rgb Integers(YuvColors colors, int y, int cb, int cr)
    {
        (int black, int luma, int red, int greenCb, int greenCr, int blue) = colors switch
        {
            YuvColors.Bt601Video => (16, 1220542, 1673527, -409993, -852492, 2116026), // OpenCV's
            YuvColors.Bt601Full => (0, 1048576, 1470104, -360853, -748826, 1858077),
            YuvColors.Bt709Video => (16, 1220945, 1879825, -223607, -558796, 2215014),
            _ => (0, 1048576, 1651297, -196424, -490864, 1945738),
        };
        (y, cb, cr) = (Math.Max(0, y - black) * luma, cb - 128, cr - 128);
        return new Rgb(Byte(y + (red * cr)), Byte(y + (greenCb * cb) + (greenCr * cr)), Byte(y + (blue * cb)));

        static byte Byte(int sum) => (byte)Math.Clamp((sum + (1 << 19)) >> 20, 0, 255);
    }

    /// <summary>Not rounded, clamped to 0 to 255.</summary>
    public static (double R, double G, double B) Exact(YuvColors colors, int y, int cb, int cr)
    {
        bool video = colors is YuvColors.Bt601Video or YuvColors.Bt709Video;
        (double kr, double kb) = colors is YuvColors.Bt601Video or YuvColors.Bt601Full ? (0.299, 0.114) : (0.2126, 0.0722);
        double luma = video ? Math.Max(0, y - 16) * 255.0 / 219 : y;
        double blue = (cb - 128) * (video ? 255.0 / 224 : 1);
        double red = (cr - 128) * (video ? 255.0 / 224 : 1);
        double r = luma + (2 * (1 - kr) * red);
        double b = luma + (2 * (1 - kb) * blue);
        double g = luma - (((2 * kr * (1 - kr) * red) + (2 * kb * (1 - kb) * blue)) / (1 - kr - kb));
        return (Math.Clamp(r, 0, 255), Math.Clamp(g, 0, 255), Math.Clamp(b, 0, 255));
    }
}

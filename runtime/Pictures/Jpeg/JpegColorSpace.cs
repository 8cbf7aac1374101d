namespace Emo.Pictures.Jpeg;

/// <summary>What the components are.</summary>
internal enum JpegColorSpace
{
    Grey,
    YCbCr,
    Rgb,

    /// <summary>Inks, inverted (255 is no ink), as Adobe's programs write them and Pillow reads them.</summary>
    Cmyk,

    /// <summary>YCbCr of what is to be subtracted from 255 to get these, and black.</summary>
    Ycck,
}

namespace Emo.Pictures.Png;

/// <summary>The colour types of PNG, with the numbers of the format.</summary>
internal enum PngColorType : byte
{
    Grey = 0,
    TrueColor = 2,
    Palette = 3,
    GreyAlpha = 4,
    TrueColorAlpha = 6,
}

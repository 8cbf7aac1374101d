namespace Emo;

/// <summary>A resampling filter, antialiased when it shrinks, as Pillow's.</summary>
public enum Interpolation
{
    /// <summary>Triangle filter, support 1.</summary>
    Bilinear,

    /// <summary>Keys' cubic with a = -0.5, support 2.</summary>
    Bicubic,
}

using SkiaSharp;

namespace Emo.Samples.Drawing;

/// <summary>A colour for each class.</summary>
public static class ClassColours
{
    /// <summary>Neighbouring classes are far apart on the colour wheel: by the golden angle.</summary>
    private const float HueStep = 137.508f;

    public static SKColor Of(int classIndex) => SKColor.FromHsl(classIndex * HueStep % 360, 85, 50);

    /// <summary>Black or white, whichever can be read on a colour.</summary>
    public static SKColor TextOn(SKColor colour) =>
        (0.299 * colour.Red) + (0.587 * colour.Green) + (0.114 * colour.Blue) > 140 ? SKColors.Black : SKColors.White;
}

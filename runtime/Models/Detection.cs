using System.Globalization;

namespace Emo;

/// <summary>
/// An object in a picture. The box is in pixels of the picture, from its top left corner, in fractions of pixels: 0 to the
/// picture's width and height.
/// </summary>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Right">The right edge, not less than <paramref name="Left"/>.</param>
/// <param name="Bottom">The lower edge, not less than <paramref name="Top"/>.</param>
/// <param name="ClassIndex">The class: 0 to the number of classes - 1.</param>
/// <param name="Label">The class's name, or <c>class 17</c> when the model has no labels.</param>
/// <param name="Score">How sure the network is, 0 to 1.</param>
public readonly record struct Detection(
    float Left, float Top, float Right, float Bottom, int ClassIndex, string Label, float Score)
{
    /// <summary>Width of the box in pixels, 0 or more.</summary>
    public float Width => Right - Left;

    /// <summary>Height of the box in pixels, 0 or more.</summary>
    public float Height => Bottom - Top;

    /// <summary>The box's centre, from the picture's left edge.</summary>
    public float CenterX => Left + ((Right - Left) / 2);

    /// <summary>The box's centre, from the picture's upper edge.</summary>
    public float CenterY => Top + ((Bottom - Top) / 2);

    /// <summary>Label, score and edges, such as <c>dog 87.1 %: left 12, top 30, right 200, bottom 180</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Label} {100 * Score:0.0} %: left {Left:0}, top {Top:0}, right {Right:0}, bottom {Bottom:0}");
}

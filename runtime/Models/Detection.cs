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
/// <param name="Label">The class's name, or <c>class 17</c> when the spec names none.</param>
/// <param name="Score">How sure the network is, 0 to 1.</param>
public readonly record struct Detection(
    float Left, float Top, float Right, float Bottom, int ClassIndex, string Label, float Score);

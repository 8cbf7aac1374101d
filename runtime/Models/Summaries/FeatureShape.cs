using System.Globalization;

namespace Emo;

/// <summary>The shape of a planar (CHW) feature map. A vector is a map of height and width 1.</summary>
/// <param name="Channels">Channels of the map, or the length of the vector.</param>
/// <param name="Height">Height in cells.</param>
/// <param name="Width">Width in cells.</param>
public readonly record struct FeatureShape(int Channels, int Height, int Width)
{
    /// <summary>The number of values.</summary>
    public int Length => checked(Channels * Height * Width);

    /// <summary><c>[24, 112, 112]</c>, or <c>[1000]</c> for a vector.</summary>
    public override string ToString() => Height == 1 && Width == 1
        ? string.Create(CultureInfo.InvariantCulture, $"[{Channels}]")
        : string.Create(CultureInfo.InvariantCulture, $"[{Channels}, {Height}, {Width}]");
}

namespace Emo.Samples.Regions;

/// <summary>Pixels of one class that hang together. Coordinates are in pixels of the picture, from its upper left corner.</summary>
/// <param name="ClassIndex">The class.</param>
/// <param name="Area">How many pixels there are, at least 1.</param>
/// <param name="CentreX">The mean of the pixels' middles: between <paramref name="Left"/> and <paramref name="Right"/>.</param>
/// <param name="CentreY">The same downwards.</param>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Right">The column behind the last one.</param>
/// <param name="Bottom">The row below the last one.</param>
public readonly record struct Region(
    int ClassIndex, int Area, double CentreX, double CentreY, int Left, int Top, int Right, int Bottom);

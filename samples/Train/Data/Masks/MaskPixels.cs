namespace Emo.Train.Data;

/// <summary>The class of each pixel of a picture, row by row; <see cref="MaskTruth.Ignored"/> where nothing is known.</summary>
internal sealed record MaskPixels(int Width, int Height, byte[] Labels);

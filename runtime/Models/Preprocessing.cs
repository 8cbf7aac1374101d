using System.Collections.Immutable;

namespace Emo;

/// <summary>
/// How a picture becomes a network's input, as the published numbers were taken: resize (antialiased, as Pillow does
/// it), centre crop, scale to [0, 1], normalise.
/// </summary>
/// <param name="InputHeight">Height of the input in pixels.</param>
/// <param name="InputWidth">Width of the input in pixels.</param>
/// <param name="ResizeHeight">Height in pixels that the resized picture covers at least; the crop is taken from its centre.</param>
/// <param name="ResizeWidth">Width in pixels that the resized picture covers at least.</param>
/// <param name="Interpolation">The resampling filter.</param>
/// <param name="Mean">Per channel (R, G, B), of values in [0, 1].</param>
/// <param name="Std">Per channel (R, G, B), of values in [0, 1].</param>
public sealed partial record Preprocessing(
    int InputHeight,
    int InputWidth,
    int ResizeHeight,
    int ResizeWidth,
    Interpolation Interpolation,
    ImmutableArray<float> Mean,
    ImmutableArray<float> Std);

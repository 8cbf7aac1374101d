using System.Collections.Immutable;

namespace Emo;

/// <summary>
/// How a picture becomes a network's input, as the published numbers were taken: framed as <see cref="Framing"/> says, scaled to
/// [0, 1], normalised. <see href="docs/pictures.md">pictures.md</see> says how this equals torchvision's and mmdetection's pipelines.
/// </summary>
/// <param name="InputHeight">Height of the input in pixels, 1 to <see cref="MaxSide"/>.</param>
/// <param name="InputWidth">Width of the input in pixels, 1 to <see cref="MaxSide"/>.</param>
/// <param name="ResizeHeight">
/// Height in pixels of the resize target, 1 to <see cref="MaxSide"/>: <see cref="Framing.Crop"/> covers it and takes the centre,
/// <see cref="Framing.Fit"/> fits into it, <see cref="Framing.Stretch"/> has none.
/// </param>
/// <param name="ResizeWidth">Width in pixels of the resize target, 1 to <see cref="MaxSide"/>.</param>
/// <param name="Interpolation">The resampling filter of <see cref="Framing.Crop"/>.</param>
/// <param name="Mean">Per channel (R, G, B), of values in [0, 1]; finite.</param>
/// <param name="Std">Per channel (R, G, B), of values in [0, 1]; finite and above 0.</param>
/// <exception cref="ArgumentException">A value is out of range, or there are not three of a channel's values.</exception>
public sealed partial record Preprocessing(
    int InputHeight,
    int InputWidth,
    int ResizeHeight,
    int ResizeWidth,
    Interpolation Interpolation,
    ImmutableArray<float> Mean,
    ImmutableArray<float> Std)
{
    /// <summary>The longest side of an input, in pixels.</summary>
    public const int MaxSide = 16_384;

    internal const int Channels = 3;

    /// <summary>Height of the input in pixels.</summary>
    public int InputHeight { get; init => field = CheckSide(value, nameof(InputHeight)); } =
        CheckSide(InputHeight, nameof(InputHeight));

    /// <summary>Width of the input in pixels.</summary>
    public int InputWidth { get; init => field = CheckSide(value, nameof(InputWidth)); } =
        CheckSide(InputWidth, nameof(InputWidth));

    /// <summary>Height in pixels of the resize target.</summary>
    public int ResizeHeight { get; init => field = CheckSide(value, nameof(ResizeHeight)); } =
        CheckSide(ResizeHeight, nameof(ResizeHeight));

    /// <summary>Width in pixels of the resize target.</summary>
    public int ResizeWidth { get; init => field = CheckSide(value, nameof(ResizeWidth)); } =
        CheckSide(ResizeWidth, nameof(ResizeWidth));

    /// <summary>Per channel (R, G, B), of values in [0, 1].</summary>
    public ImmutableArray<float> Mean { get; init => field = CheckMean(value, nameof(Mean)); } =
        CheckMean(Mean, nameof(Mean));

    /// <summary>Per channel (R, G, B), of values in [0, 1].</summary>
    public ImmutableArray<float> Std { get; init => field = CheckStd(value, nameof(Std)); } =
        CheckStd(Std, nameof(Std));

    /// <summary>How the picture fills the input; <see cref="Framing.Crop"/> unless it is set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to an unknown value.</exception>
    public Framing Framing
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(Framing), value, "Unknown framing.");
    }

    /// <summary>The number of values of an input: 3 x height x width.</summary>
    public int InputLength => Channels * InputHeight * InputWidth;

    private static int CheckSide(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxSide, name);
        return value;
    }

    private static ImmutableArray<float> CheckMean(ImmutableArray<float> values, string name) =>
        HasFiniteChannels(values) ? values : throw new ArgumentException("Three finite values (R, G, B) are needed.", name);

    private static ImmutableArray<float> CheckStd(ImmutableArray<float> values, string name) =>
        HasFiniteChannels(values) && values[0] > 0 && values[1] > 0 && values[2] > 0
            ? values
            : throw new ArgumentException("Three finite values above 0 (R, G, B) are needed.", name);

    private static bool HasFiniteChannels(ImmutableArray<float> values) =>
        !values.IsDefault && values.Length == Channels &&
        float.IsFinite(values[0]) && float.IsFinite(values[1]) && float.IsFinite(values[2]);
}

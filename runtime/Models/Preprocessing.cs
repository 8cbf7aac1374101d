using System.Collections.Immutable;

namespace Emo;

/// <summary>
/// How a picture becomes a network's input, as the published numbers were taken: framed as <see cref="Framing"/> says, scaled to
/// [0, 1], normalised. <see href="docs/pictures.md">pictures.md</see> says how this equals torchvision's and mmdetection's pipelines.
/// </summary>
/// <exception cref="ArgumentException">A value is out of range, or there are not three of a channel's values.</exception>
public sealed partial record Preprocessing
{
    /// <summary>The longest side of an input, in pixels.</summary>
    public const int MaxSide = 16_384;

    internal const int Channels = 3;

    /// <summary>Height of the input in pixels, 1 to <see cref="MaxSide"/>.</summary>
    public required int InputHeight { get; init => field = CheckSide(value, nameof(InputHeight)); }

    /// <summary>Width of the input in pixels, 1 to <see cref="MaxSide"/>.</summary>
    public required int InputWidth { get; init => field = CheckSide(value, nameof(InputWidth)); }

    /// <summary>
    /// Height in pixels of the resize target, 1 to <see cref="MaxSide"/>: <see cref="Framing.Crop"/> covers it and takes the centre,
    /// <see cref="Framing.Fit"/> fits into it, <see cref="Framing.Stretch"/> has none.
    /// </summary>
    public required int ResizeHeight { get; init => field = CheckSide(value, nameof(ResizeHeight)); }

    /// <summary>Width in pixels of the resize target, 1 to <see cref="MaxSide"/>.</summary>
    public required int ResizeWidth { get; init => field = CheckSide(value, nameof(ResizeWidth)); }

    /// <summary>The resampling filter of <see cref="Framing.Crop"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to an unknown value.</exception>
    public required Interpolation Interpolation
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Interpolation), value, "Unknown interpolation.");
    }

    /// <summary>Per channel (R, G, B), of values in [0, 1]; finite.</summary>
    public required ImmutableArray<float> Mean { get; init => field = CheckMean(value, nameof(Mean)); }

    /// <summary>Per channel (R, G, B), of values in [0, 1]; finite and above 0.</summary>
    public required ImmutableArray<float> Std { get; init => field = CheckStd(value, nameof(Std)); }

    /// <summary>How the picture fills the input; <see cref="Framing.Crop"/> unless it is set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to an unknown value.</exception>
    public Framing Framing
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(Framing), value, "Unknown framing.");
    }

    /// <summary>
    /// How values are normalised by <see cref="Framing.Stretch"/> and <see cref="Framing.Fit"/>; <see cref="Normalization.Multiply"/>
    /// unless it is set. <see cref="Framing.Crop"/> has a way of its own, and this says nothing about it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to an unknown value.</exception>
    public Normalization Normalization
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Normalization), value, "Unknown normalization.");
    }

    /// <summary>The number of values of an input: 3 x height x width.</summary>
    public int InputLength => Channels * InputHeight * InputWidth;

    /// <summary>Framing, sizes and filter, such as <c>crop of 224x224 from 256x256, bicubic</c>.</summary>
    public override string ToString() => Framing switch
    {
        Framing.Crop => $"crop of {InputWidth}x{InputHeight} from {ResizeWidth}x{ResizeHeight}, {Name(Interpolation)}",
        Framing.Stretch => $"stretched to {InputWidth}x{InputHeight}",
        _ => $"fitted into {ResizeWidth}x{ResizeHeight}, in an input of {InputWidth}x{InputHeight}",
    };

    private static string Name(Interpolation interpolation) => interpolation == Interpolation.Bicubic ? "bicubic" : "bilinear";

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

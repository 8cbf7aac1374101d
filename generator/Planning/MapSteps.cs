namespace Emo.Codegen.Planning;

/// <summary>
/// A dense convolution with activation, optionally added to what the target holds. Taps outside the map are left out, or
/// meet the source's zero cells where it has enough of them.
/// </summary>
internal sealed record ConvolutionStep(
    string Label, MapView Source, MapView Target, int Kernel, int Stride, int Dilation, int Padding, Activation Activation, bool AddToTarget, long Weights)
    : Step(Label);

/// <summary>A map resized to the target's size, optionally added to what the target holds.</summary>
internal sealed record ResizeStep(string Label, MapView Source, MapView Target, Graph.ResizeKind Kind, bool AddToTarget) : Step(Label);

/// <summary>Means over a grid of cells, which may overlap; over a grid of one cell, the global mean.</summary>
internal sealed record AdaptiveMeanStep(string Label, MapView Source, MapView Target) : Step(Label);

/// <summary>The cells of all sources, channel after channel. With one source, a copy into a map with zero cells around.</summary>
internal sealed record ConcatenateStep(string Label, EquatableArray<MapView> Sources, MapView Target) : Step(Label);

/// <summary>The sum of two maps.</summary>
internal sealed record AddStep(string Label, MapView First, MapView Second, MapView Target) : Step(Label);

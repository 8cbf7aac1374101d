namespace Emo.Codegen.Specs;

/// <summary>A detector: scores and box deltas for the anchors of every level of the neck.</summary>
internal abstract record DetectorHeadSpec(int Classes, EquatableArray<string> Labels, AnchorSpec Anchors, DetectionSpec Detection)
    : ClassHeadSpec(Classes, Labels);

/// <summary>
/// mmdetection's <c>SSDHead</c> with depthwise convolutions: per level a depthwise 3x3, batch norm and activation, then a 1x1
/// with bias. Softmax scores, the background last.
/// </summary>
internal sealed record SsdLiteHeadSpec(
    int Classes, EquatableArray<string> Labels, AnchorSpec Anchors, DetectionSpec Detection, ActivationKind Activation, double NormEpsilon)
    : DetectorHeadSpec(Classes, Labels, Anchors, Detection);

/// <summary>
/// mmdetection's <c>RetinaHead</c>: <see cref="Depth"/> dense 3x3 convolutions of <see cref="Width"/> with ReLU for the scores,
/// as many for the boxes, then a 3x3 each; all levels share them. Sigmoid scores, no background.
/// </summary>
internal sealed record RetinaHeadSpec(
    int Classes, EquatableArray<string> Labels, AnchorSpec Anchors, DetectionSpec Detection, int Depth, int Width)
    : DetectorHeadSpec(Classes, Labels, Anchors, Detection);

/// <summary>The anchors at each cell of each level; all lists of levels are as long as the neck has levels.</summary>
internal abstract record AnchorSpec(EquatableArray<int> Strides)
{
    public abstract int PerCell(int level);
}

/// <summary>
/// mmdetection's <c>SSDAnchorGenerator</c> (scale_major False), sizes in pixels: per level a square of the minimum, a square of
/// sqrt(min * max), then the minimum with every ratio and its inverse.
/// </summary>
internal sealed record SsdAnchorSpec(
    EquatableArray<int> Strides, EquatableArray<int> MinSizes, EquatableArray<int> MaxSizes, EquatableArray<EquatableArray<int>> Ratios)
    : AnchorSpec(Strides)
{
    public override int PerCell(int level) => 2 + (2 * Ratios[level].Count);
}

/// <summary>mmdetection's <c>AnchorGenerator</c>: octave scales times ratios (height over width), index ratio * scales + scale.</summary>
internal sealed record OctaveAnchorSpec(EquatableArray<int> Strides, int BaseScale, int ScalesPerOctave, EquatableArray<double> Ratios)
    : AnchorSpec(Strides)
{
    public override int PerCell(int level) => ScalesPerOctave * Ratios.Count;
}

/// <summary>
/// What becomes of scores and boxes (mmdetection's <c>test_cfg</c> and box coder): candidates above <see cref="ScoreThreshold"/>, the best
/// <see cref="PreNms"/> of each level, class-wise suppression above <see cref="NmsThreshold"/> (intersection over union), the best
/// <see cref="MaxDetections"/>. <see cref="BoxStd"/> are the coder's factors of dx, dy, dw and dh.
/// </summary>
internal sealed record DetectionSpec(
    double ScoreThreshold, int PreNms, double NmsThreshold, int MaxDetections, EquatableArray<double> BoxStd);

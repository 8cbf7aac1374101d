namespace Emo.Codegen.Specs;

/// <summary>A detector: scores and box deltas for the anchors of every level of the neck.</summary>
internal abstract record DetectorHeadSpec(int Classes, EquatableArray<string> Labels, AnchorSpec Anchors, DetectionSpec Detection)
    : ClassHeadSpec(Classes, Labels)
{
    /// <summary>How class logits become scores.</summary>
    public abstract ScoreActivation ScoreActivation { get; }

    public sealed override int MaxClasses => SpecLimits.MaxDetectorClasses;

    public sealed override bool NeedsNeck => true;

    public sealed override bool IsOfWholePicture => true;

    public sealed override IReadOnlyList<T> MapsOf<T>(IReadOnlyList<T> stages, IReadOnlyList<T> levels) => levels;

    public sealed override CheckpointNames Checkpoint(NeckSpec? neck) => CheckpointNames.OpenMmLab;

    public sealed override ClassHeadSpec WithNames(EquatableArray<string> labels, EquatableArray<int> palette) =>
        this with { Labels = labels };

    public sealed override T AcceptTask<T>(ITaskVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The runtime has one of the same names.</summary>
internal enum ScoreActivation
{
    /// <summary>Over the classes and the background, which is the last.</summary>
    Softmax,

    /// <summary>Of each class by itself. There is no background.</summary>
    Sigmoid,
}

/// <summary>
/// What becomes of scores and boxes (mmdetection's <c>test_cfg</c> and box coder): candidates above <see cref="ScoreThreshold"/>, the best
/// <see cref="PreNms"/> of each level, class-wise suppression above <see cref="NmsThreshold"/> (intersection over union), the best
/// <see cref="MaxDetections"/>. <see cref="BoxStd"/> are the coder's factors of dx, dy, dw and dh; <see cref="Postprocessing"/> says how
/// the boxes become those of the picture.
/// </summary>
internal sealed record DetectionSpec(
    double ScoreThreshold,
    int PreNms,
    double NmsThreshold,
    int MaxDetections,
    EquatableArray<double> BoxStd,
    BoxPostprocessing Postprocessing = BoxPostprocessing.Mmdetection2);

/// <summary>
/// Whose post-processing a detector has. The runtime has one of the same names, which says what each does; a spec has them in lower case.
/// </summary>
internal enum BoxPostprocessing
{
    Mmdetection2,
    Mmdetection3,
}

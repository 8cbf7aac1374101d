namespace Emo.Codegen.Specs;

/// <summary>
/// mmdetection's <c>SSDHead</c> with depthwise convolutions: per level a depthwise 3x3, batch norm and activation, then a 1x1
/// with bias. Softmax scores, the background last.
/// </summary>
internal sealed record SsdLiteHeadSpec(
    int Classes, EquatableArray<string> Labels, AnchorSpec Anchors, DetectionSpec Detection, ActivationKind Activation, double NormEpsilon)
    : DetectorHeadSpec(Classes, Labels, Anchors, Detection)
{
    public override ScoreActivation ScoreActivation => ScoreActivation.Softmax;

    public override string? Objection(NeckSpec neck) => null;

    public override void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps)
    {
        for (int level = 0; level < maps.Count; level++)
            size.AddConvolution(maps[level], (double)Anchors.PerCell(level) * (Classes + 5), kernelSize: 1);
    }

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);
}

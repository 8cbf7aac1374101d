namespace Emo.Codegen.Specs;

/// <summary>
/// mmdetection's <c>RetinaHead</c>: <see cref="Depth"/> dense 3x3 convolutions of <see cref="Width"/> with ReLU for the scores,
/// as many for the boxes, then a 3x3 each; all levels share them. Sigmoid scores, no background.
/// </summary>
internal sealed record RetinaHeadSpec(
    int Classes, EquatableArray<string> Labels, AnchorSpec Anchors, DetectionSpec Detection, int Depth, int Width)
    : DetectorHeadSpec(Classes, Labels, Anchors, Detection)
{
    public override ScoreActivation ScoreActivation => ScoreActivation.Sigmoid;

    public override string? Objection(NeckSpec neck) => neck.HasOneWidth
        ? null
        : "The head 'retina' has the same weights for all levels, which must have one width: it needs the neck 'fpn'";

    /// <summary>The levels share their weights.</summary>
    public override void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps)
    {
        double outputs = (double)Anchors.PerCell(0) * (Classes + 4);
        size.Parameters += 9 * Width * ((2.0 * maps[0].Channels) + (2.0 * (Depth - 1) * Width) + outputs);
        foreach (var level in maps)
            size.AddMap(level with { Channels = Math.Max(Width, outputs) });
    }

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);
}

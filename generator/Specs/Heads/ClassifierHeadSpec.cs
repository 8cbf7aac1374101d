namespace Emo.Codegen.Specs;

/// <summary>Final norm, global mean, optional pre-head (linear + activation), linear.</summary>
internal sealed record ClassifierHeadSpec(int Classes, EquatableArray<string> Labels, int PreWidth) : ClassHeadSpec(Classes, Labels)
{
    public override int MaxClasses => SpecLimits.MaxClasses;

    public override bool NeedsNeck => false;

    public override bool IsOfWholePicture => false;

    public override string? Objection(NeckSpec neck) => ReadsLastStage;

    public override CheckpointNames Checkpoint(NeckSpec? neck) => CheckpointNames.Upstream;

    public override ClassHeadSpec WithNames(EquatableArray<string> labels, EquatableArray<int> palette) => this with { Labels = labels };

    public override void AddSize(SizeEstimate size, MapSize last, IReadOnlyList<MapSize> levels) =>
        size.Parameters += (last.Channels * Math.Max(PreWidth, 1)) + ((double)(PreWidth > 0 ? PreWidth : last.Channels) * Classes);

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);

    public override T AcceptTask<T>(ITaskVisitor<T> visitor) => visitor.Visit(this);
}

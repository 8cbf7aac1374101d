namespace Emo.Codegen.Specs;

/// <summary>Final norm, global mean, optional pre-head (linear + activation), linear.</summary>
internal sealed record ClassifierHeadSpec(int Classes, EquatableArray<string> Labels, int PreWidth) : ClassHeadSpec(Classes, Labels)
{
    public override int MaxClasses => SpecLimits.MaxClasses;

    public override bool NeedsNeck => false;

    public override bool IsOfWholePicture => false;

    public override string? Objection(NeckSpec neck) =>
        "A classifier reads the last stage: it has no neck";

    public override IReadOnlyList<T> MapsOf<T>(IReadOnlyList<T> stages, IReadOnlyList<T> levels) => [stages[stages.Count - 1]];

    public override CheckpointNames Checkpoint(NeckSpec? neck) => CheckpointNames.Upstream;

    public override ClassHeadSpec WithNames(EquatableArray<string> labels, EquatableArray<int> palette) => this with { Labels = labels };

    public override void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps) =>
        size.Parameters += (maps[0].Channels * Math.Max(PreWidth, 1)) + ((double)(PreWidth > 0 ? PreWidth : maps[0].Channels) * Classes);

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);

    public override T AcceptTask<T>(ITaskVisitor<T> visitor) => visitor.Visit(this);
}

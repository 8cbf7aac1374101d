namespace Emo.Codegen.Specs;

/// <summary>No head: the outputs of the named stages, <c>stage0</c> (the stem) and up, and of the neck, <c>neck.0</c> and up.</summary>
internal sealed record FeaturesHeadSpec(EquatableArray<string> Outputs) : HeadSpec
{
    public override bool NeedsNeck => false;

    public override bool IsOfWholePicture => false;

    public override string? Objection(NeckSpec neck) => null;

    /// <summary>Whatever head the checkpoint has is ignored: a classifier's, or with a neck a detector's.</summary>
    public override CheckpointNames Checkpoint(NeckSpec? neck) => neck is null
        ? CheckpointNames.Upstream with { MayGoOn = true }
        : CheckpointNames.OpenMmLab.Ignoring("bbox_head.");

    public override IReadOnlyList<T> MapsOf<T>(IReadOnlyList<T> stages, IReadOnlyList<T> levels) =>
        [.. Outputs.Select(name => MapNames.Find(name, stages, levels))];

    /// <summary>The stages and the neck have been counted.</summary>
    public override void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps)
    {
    }

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);

    public override T AcceptTask<T>(ITaskVisitor<T> visitor) => visitor.Visit(this);
}

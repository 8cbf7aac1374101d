namespace Emo.Codegen.Specs;

/// <summary>
/// What checkpoints of a network are like: <see cref="Backbone"/> stands before the names of the backbone's tensors, and tensors that
/// begin with a name of <see cref="Ignored"/> belong to nothing that runs. With <see cref="MayGoOn"/> the backbone may be the
/// beginning of a longer one, with a classifier's head.
/// </summary>
internal sealed record CheckpointNames(string Backbone, EquatableArray<string> Ignored, bool MayGoOn = false)
{
    /// <summary>The official code's own, for classifiers and backbones.</summary>
    public static CheckpointNames Upstream { get; } = new("", EquatableArray<string>.Empty);

    /// <summary>Those of mmdetection and mmsegmentation.</summary>
    public static CheckpointNames OpenMmLab { get; } = new("backbone.", EquatableArray<string>.Empty);

    public CheckpointNames Ignoring(params string[] prefixes) => this with { Ignored = prefixes.ToEquatableArray() };
}

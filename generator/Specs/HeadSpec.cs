namespace Emo.Codegen.Specs;

internal abstract record HeadSpec;

/// <summary>No head: the outputs of the named stages, <c>stage0</c> (the stem) and up, and of the neck, <c>neck.0</c> and up.</summary>
internal sealed record FeaturesHeadSpec(EquatableArray<string> Outputs) : HeadSpec;

/// <summary>A head over classes. <see cref="Labels"/> is empty or has one entry a class.</summary>
internal abstract record ClassHeadSpec(int Classes, EquatableArray<string> Labels) : HeadSpec;

/// <summary>Final norm, global mean, optional pre-head (linear + activation), linear.</summary>
internal sealed record ClassifierHeadSpec(int Classes, EquatableArray<string> Labels, int PreWidth) : ClassHeadSpec(Classes, Labels);

namespace Emo.Codegen.Specs;

/// <summary>
/// What comes after the backbone or the neck. A head answers here what the reader asks of it; later stages make something of each head
/// by a visitor. So a new head does not compile until all of them know it.
/// </summary>
internal abstract record HeadSpec
{
    /// <summary>Whether it reads the levels of a neck, and cannot do without.</summary>
    public abstract bool NeedsNeck { get; }

    /// <summary>Whether the results are those of the whole picture, so that no framing may cut it.</summary>
    public abstract bool IsOfWholePicture { get; }

    /// <summary>What is wrong with a neck before this head, in a sentence, or null.</summary>
    public abstract string? Objection(NeckSpec neck);

    /// <summary>What checkpoints of a network with this head are like.</summary>
    public abstract CheckpointNames Checkpoint(NeckSpec? neck);

    /// <summary>The maps that it reads, or something of each.</summary>
    /// <param name="stages">Something of each stage, the stem first.</param>
    /// <param name="levels">Something of each level of the neck, if there is one.</param>
    public abstract IReadOnlyList<T> MapsOf<T>(IReadOnlyList<T> stages, IReadOnlyList<T> levels);

    /// <summary>Adds the head to the size of a network, roughly.</summary>
    /// <param name="size">The sum.</param>
    /// <param name="maps">The maps that it reads.</param>
    public abstract void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps);

    public abstract T Accept<T>(IHeadVisitor<T> visitor);

    public abstract T AcceptTask<T>(ITaskVisitor<T> visitor);
}

/// <summary>A head over classes. <see cref="Labels"/> is empty or has one entry a class.</summary>
internal abstract record ClassHeadSpec(int Classes, EquatableArray<string> Labels) : HeadSpec
{
    /// <summary>How many classes such a head may have.</summary>
    public abstract int MaxClasses { get; }

    /// <summary>The head with the names of its classes from a labels file, and with the palette if it can use one.</summary>
    public abstract ClassHeadSpec WithNames(EquatableArray<string> labels, EquatableArray<int> palette);

    /// <summary>The head with another number of classes. The names are dropped: those of other classes are not theirs.</summary>
    public ClassHeadSpec WithClasses(int classes) =>
        WithNames(EquatableArray<string>.Empty, EquatableArray<int>.Empty) with { Classes = classes };
}

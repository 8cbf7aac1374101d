namespace Emo.Codegen.Specs;

/// <summary>
/// What lies between backbone and head. <see cref="Inputs"/> are numbers of stages in order, 0 being the stem; the outputs are levels,
/// <c>neck.0</c> and up. A neck answers here what the reader asks of it; the graph makes its layers by a visitor.
/// </summary>
internal abstract record NeckSpec(EquatableArray<int> Inputs)
{
    public abstract int Levels { get; }

    /// <summary>Whether all levels have the same channels.</summary>
    public abstract bool HasOneWidth { get; }

    /// <summary>Adds the neck to the size of a network, roughly, and gives its levels.</summary>
    /// <param name="size">The sum.</param>
    /// <param name="inputs">The maps of <see cref="Inputs"/>.</param>
    public abstract IReadOnlyList<MapSize> AddSize(SizeEstimate size, IReadOnlyList<MapSize> inputs);

    public abstract T Accept<T>(INeckVisitor<T> visitor);
}

/// <summary>Makes something of a neck, whichever it is.</summary>
internal interface INeckVisitor<out T>
{
    T Visit(SsdNeckSpec neck);

    T Visit(FpnNeckSpec neck);
}

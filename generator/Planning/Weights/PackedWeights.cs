namespace Emo.Codegen.Planning;

/// <summary>
/// Where a layer's weights lie in the packed weights, in bytes, and how they are made from the checkpoint. A new layout says here
/// what tells it from others, and does not compile until <see cref="IPackedWeightsVisitor{T}"/> and so emission know it.
/// </summary>
internal abstract record PackedWeights(long Offset, long Bytes)
{
    /// <summary>
    /// What the packed bytes depend on, for <see cref="PackingId"/>. Records are taken apart by position, so that a property added to one
    /// does not compile until it is written here.
    /// </summary>
    public abstract string PackingText { get; }

    public abstract T Accept<T>(IPackedWeightsVisitor<T> visitor);
}

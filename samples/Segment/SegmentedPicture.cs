using Emo.Samples.Regions;

namespace Emo.Samples.Segment;

/// <summary>What a picture shows, and the files that were drawn.</summary>
/// <param name="Name">The picture's name.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Classes">The classes in it, the one that covers most first.</param>
/// <param name="Regions">The regions, the largest first; null where nobody asked for them.</param>
/// <param name="Annotated">The annotated picture; null: none was drawn.</param>
/// <param name="LabelMap">The picture of the labels; null: none was drawn.</param>
internal sealed record SegmentedPicture(
    string Name, int Width, int Height, IReadOnlyList<ClassShare> Classes, IReadOnlyList<Region>? Regions,
    string? Annotated, string? LabelMap);

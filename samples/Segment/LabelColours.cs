using System.Collections.Immutable;
using Emo.Samples.Drawing;
using SkiaSharp;

namespace Emo.Samples.Segment;

/// <summary>The spec's palette, or colours of our own where it has none.</summary>
internal sealed class LabelColours(ImmutableArray<Rgb> palette)
{
    public SKColor this[int classIndex] => palette.IsEmpty
        ? ClassColours.Of(classIndex)
        : new SKColor(palette[classIndex].R, palette[classIndex].G, palette[classIndex].B);
}

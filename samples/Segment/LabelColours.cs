using System.Collections.Immutable;
using Emo.Samples.Drawing;
using SkiaSharp;

namespace Emo.Samples.Segment;

/// <summary>The spec's palette, or colours of our own where it has none.</summary>
/// <param name="palette">A colour for each class, or none.</param>
/// <param name="background">The class that is nothing and has no colour; null: there is none.</param>
internal sealed class LabelColours(ImmutableArray<Rgb> palette, int? background)
{
    public bool HasBackground => background is not null;

    /// <summary>Null for the background.</summary>
    public SKColor? this[int classIndex]
    {
        get
        {
            if (classIndex == background)
                return null;
            return palette.IsEmpty
                ? ClassColours.Of(classIndex)
                : new SKColor(palette[classIndex].R, palette[classIndex].G, palette[classIndex].B);
        }
    }
}

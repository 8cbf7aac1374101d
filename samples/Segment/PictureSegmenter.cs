using Emo.Samples.Drawing;
using Emo.Samples.Regions;

namespace Emo.Samples.Segment;

/// <summary>Takes one picture after the other through a model, to the report and the files.</summary>
/// <param name="model">The model, with its weights.</param>
/// <param name="background">The class that is nothing; null: there is none.</param>
/// <param name="threshold">Classes that cover no more than this part of a picture are not named.</param>
/// <param name="smallest">The pixels that a region has at least; null: regions are not asked for.</param>
/// <param name="output">The folder for what is drawn; null: nothing is.</param>
/// <param name="extension">What annotated pictures are: png or jpg.</param>
/// <param name="random">The weights are noise.</param>
internal sealed class PictureSegmenter(
    ISegmenter model, int? background, float threshold, int? smallest, string? output, string extension, bool random)
{
    private readonly OutputFolder? _annotated = output is null ? null : new OutputFolder(output, "segmented." + extension);
    private readonly OutputFolder? _masks = output is null || background is null ? null : new OutputFolder(output, "mask.png");

    /// <exception cref="PictureException">The picture cannot be read.</exception>
    /// <exception cref="IOException">The picture cannot be read, or a file not be written.</exception>
    public SegmentedPicture Segment(PictureSource source)
    {
        var picture = source.Open();
        var labels = model.Segment(picture);
        var classes = ClassShare.Of(model, labels.Labels, threshold);
        var regions = smallest is { } pixels ? ConnectedRegions.Of(labels.Labels, labels.Width, background, pixels) : null;
        string? annotatedFile = _annotated?.FileFor(source.Name);
        if (annotatedFile is not null)
        {
            using var annotated = Annotation.Draw(picture, labels.Labels, classes, new LabelColours(model.Palette, background), random);
            PictureFile.Save(annotated, annotatedFile);
        }

        string? maskFile = _masks?.FileFor(source.Name);
        if (maskFile is not null)
        {
            using var mask = Mask.Draw(labels, model.ClassCount);
            PictureFile.Save(mask, maskFile);
        }

        return new SegmentedPicture(source.Name, picture.Width, picture.Height, classes, regions, annotatedFile, maskFile);
    }
}

using Emo.Samples.Drawing;
using Emo.Samples.Regions;

namespace Emo.Samples.Segment;

/// <summary>Takes pictures one after the other through a model, to the report and the files.</summary>
/// <param name="pictures">The pictures.</param>
/// <param name="model">The model, with its weights.</param>
/// <param name="background">The class that is nothing; null: there is none.</param>
/// <param name="threshold">Classes that cover no more than this part of a picture are not named.</param>
/// <param name="smallest">The pixels that a region has at least; null: regions are not asked for.</param>
/// <param name="output">The folder for what is drawn; null: nothing is.</param>
/// <param name="extension">What annotated pictures are: png or jpg.</param>
/// <param name="random">The weights are noise: no label map is written, as nothing in it would say so.</param>
internal sealed class PictureSegmenter(
    IReadOnlyList<PictureSource> pictures,
    ISegmenter model,
    int? background,
    float threshold,
    int? smallest,
    string? output,
    string extension,
    bool random)
{
    private readonly OutputFolder? _annotated =
        output is null ? null : new OutputFolder(output, ResultFiles.Segmented + extension, pictures);

    private readonly OutputFolder? _labels =
        output is null || background is null || random ? null : new OutputFolder(output, ResultFiles.Labels, pictures);

    /// <summary>Takes the pictures through the model, in their order.</summary>
    /// <exception cref="PictureException">A picture cannot be read.</exception>
    /// <exception cref="IOException">A picture cannot be read, or a file not be written, or it is one of the pictures.</exception>
    public List<SegmentedPicture> Run() => [.. pictures.Select(Segment)];

    private SegmentedPicture Segment(PictureSource source)
    {
        string? annotatedFile = _annotated?.FileFor(source.Name);
        string? labelFile = _labels?.FileFor(source.Name);
        var picture = source.Open();
        var labels = model.Segment(picture);
        var classes = ClassShare.Of(model, labels.Labels, threshold);
        var regions = smallest is { } pixels ? ConnectedRegions.Of(labels.Labels, labels.Width, background, pixels) : null;
        if (annotatedFile is not null)
        {
            using var annotated = Annotation.Draw(picture, labels.Labels, classes, new LabelColours(model.Palette, background), random);
            PictureFile.Save(annotated, annotatedFile);
        }

        if (labelFile is not null)
        {
            using var map = LabelPicture.Draw(labels, model.ClassCount);
            PictureFile.Save(map, labelFile);
        }

        return new SegmentedPicture(source.Name, picture.Width, picture.Height, classes, regions, annotatedFile, labelFile);
    }
}

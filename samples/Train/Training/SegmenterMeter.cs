using Emo.Samples.Accuracy;
using Emo.Tool;
using Emo.Tool.Terminal;
using Emo.Train.Data;

namespace Emo.Train.Training;

/// <summary>The mean over the classes of the intersection over union of all pixels.</summary>
internal sealed class SegmenterMeter(DataSet<MaskFile> data) : IAccuracyMeter
{
    public string Name => "mean IoU";

    public int Pictures => data.HeldOut.Length;

    public Accuracy Measure(IEmoModel model, int threads)
    {
        var overlap = new MapOverlap(data.Labels.Length);

        // Maps are as large as the pictures: few of them at a time.
        foreach (var pictures in data.HeldOut.Chunk(4 * threads))
        {
            var maps = ForkedModels.Show(
                (ISegmenter)model, segmenter => segmenter.Fork(), pictures, (segmenter, picture) => Segment(segmenter, picture), threads);
            foreach (var (found, truth) in maps)
                overlap.Add(found, truth, MaskTruth.Ignored);
        }

        return new Accuracy(overlap.Mean, [.. data.Labels.Select((label, index) => (label, overlap.Of(index)))]);
    }

    private static (byte[] Found, byte[] Truth) Segment(ISegmenter segmenter, LabelledPicture<MaskFile> picture)
    {
        var map = segmenter.Segment(picture.Path);
        var mask = MaskReader.Read(picture.Truth);
        return (map.Width, map.Height) == (mask.Width, mask.Height)
            ? (map.Labels.ToArray(), mask.Labels)
            : throw new ToolException(
                $"{Plain.Name(picture.Truth.Path)} has {mask.Width}x{mask.Height} pixels, and its picture {map.Width}x{map.Height}.");
    }
}

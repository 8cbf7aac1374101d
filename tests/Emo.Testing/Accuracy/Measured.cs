using Emo.Samples.Accuracy;

namespace Emo.Testing;

/// <summary>How right a model is on annotated pictures, each of which goes the whole way from its file.</summary>
internal static class Measured
{
    public static AveragePrecision On(IEnumerable<BoxPicture> pictures, IDetector detector)
    {
        var precision = new AveragePrecision(detector.ClassCount);
        foreach (var picture in pictures)
            precision.Add(detector.Detect(picture.Path), picture.Boxes.AsSpan());
        return precision;
    }

    public static MapOverlap On(IEnumerable<MaskPicture> pictures, ISegmenter segmenter)
    {
        var overlap = new MapOverlap(segmenter.ClassCount);
        foreach (var one in pictures)
        {
            var picture = Picture.Open(one.Path);
            overlap.Add(segmenter.Segment(picture).Labels, one.Labels(picture), ignored: null);
        }

        return overlap;
    }

    /// <param name="pictures">Small pictures.</param>
    /// <param name="classifier">Of inputs that are larger.</param>
    /// <param name="enlarged">How the pictures are brought to the size of the input.</param>
    public static TopAccuracy On(CifarPictures pictures, IClassifier classifier, Interpolation enlarged)
    {
        var preprocessing = classifier.Info.Preprocessing;
        var accuracy = new TopAccuracy();
        for (int i = 0; i < pictures.Count; i++)
        {
            var (picture, classIndex) = pictures[i];
            var input = picture.Resize(preprocessing.InputWidth, preprocessing.InputHeight, enlarged);
            accuracy.Add(classifier.Classify(input, top: 1)[0].Index, classIndex);
        }

        return accuracy;
    }
}

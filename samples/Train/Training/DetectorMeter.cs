using Emo.Samples.Accuracy;
using Emo.Train.Data;

namespace Emo.Train.Training;

/// <summary>The mean over the classes of the average precision at an intersection over union of 0.5.</summary>
internal sealed class DetectorMeter(DataSet<BoxTruth> data) : IAccuracyMeter
{
    public string Name => "mean AP";

    public int Pictures => data.HeldOut.Length;

    public Accuracy Measure(IEmoModel model, int threads)
    {
        var found = ForkedModels.Show(
            (IDetector)model, detector => detector.Fork(), data.HeldOut, (detector, picture) => detector.Detect(picture.Path), threads);
        var precision = new AveragePrecision(data.Labels.Length);
        for (int i = 0; i < found.Length; i++)
            precision.Add(found[i], data.HeldOut[i].Truth.Boxes.AsSpan());
        return new Accuracy(precision.Mean, [.. data.Labels.Select((label, index) => (label, precision.Of(index)))]);
    }
}

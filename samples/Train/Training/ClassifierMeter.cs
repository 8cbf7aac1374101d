using Emo.Samples.Accuracy;
using Emo.Train.Data;

namespace Emo.Train.Training;

/// <summary>The share of pictures whose class is named first.</summary>
internal sealed class ClassifierMeter(DataSet<ClassTruth> data) : IAccuracyMeter
{
    public string Name => "top-1";

    public int Pictures => data.HeldOut.Length;

    public Accuracy Measure(IEmoModel model, int threads)
    {
        int[] found = ForkedModels.Show(
            (IClassifier)model,
            classifier => classifier.Fork(),
            data.HeldOut,
            (classifier, picture) => classifier.Classify(picture.Path, top: 1)[0].Index,
            threads);
        var top = new TopAccuracy();
        for (int i = 0; i < found.Length; i++)
            top.Add(found[i], data.HeldOut[i].Truth.ClassIndex);
        return new Accuracy(top.Share, []);
    }
}

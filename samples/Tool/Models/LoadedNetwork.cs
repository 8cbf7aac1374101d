namespace Emo.Tool.Models;

/// <summary>A network with weights, whatever its head is.</summary>
internal sealed class LoadedNetwork(IEmoModel model) : IDisposable
{
    private readonly float[] _output = new float[OutputLength(model)];

    public IEmoModel Model => model;

    public ModelInfo Info => model.Info;

    /// <summary>Computes the network's outputs, which only its observer sees.</summary>
    public void Predict(float[] input)
    {
        switch (model)
        {
            case IClassifier classifier:
                classifier.Predict(input, _output);
                break;
            case IDetector detector:
                detector.Forward(input, _output);
                break;
            case ISegmenter segmenter:
                segmenter.Forward(input, _output);
                break;
            case IFeatureExtractor extractor:
                extractor.Extract(input, _output);
                break;
            default:
                throw new InvalidOperationException($"{model.Info.Name} is of a kind that the tool does not know.");
        }
    }

    public void Dispose() => model.Dispose();

    private static int OutputLength(IEmoModel model) => model switch
    {
        IClassifier classifier => classifier.ClassCount,
        IDetector detector => detector.OutputLength,
        ISegmenter segmenter => segmenter.OutputLength,
        IFeatureExtractor extractor => extractor.FeatureLength,
        _ => 0,
    };
}

namespace Emo.Benchmarks.Networks;

/// <summary>A generated class with its input and logits in memory that stays.</summary>
internal sealed class OurNetwork(ModelEntry entry) : IDisposable
{
    private readonly IClassifier _model = entry.LoadOurs();
    private readonly float[] _input = entry.Input();
    private readonly float[] _logits = new float[1000];

    public ReadOnlySpan<float> Logits => _logits;

    public ModelInfo Info => _model.Info;

    public void Run() => _model.Predict(_input, _logits);

    public void Dispose() => _model.Dispose();
}

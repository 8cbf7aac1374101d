namespace Emo.Tool.Models;

/// <summary>A network with weights, whatever its head is.</summary>
internal sealed class LoadedNetwork(IEmoModel model) : IDisposable
{
    private readonly float[] _outputs = new float[model.OutputLength];

    public IEmoModel Model => model;

    public ModelInfo Info => model.Info;

    /// <summary>Computes the network's outputs, which only its observer sees.</summary>
    public void Predict(float[] input) => model.Predict(input, _outputs);

    public void Dispose() => model.Dispose();
}

using System.Numerics.Tensors;

namespace Emo.Runtime.Tests.Support;

/// <summary>A classifier without a network, as an application's tests have one: what a test does not override is not supported.</summary>
internal abstract class FakeClassifier : IClassifier
{
    public abstract ModelInfo Info { get; }

    public virtual int ClassCount => Info.Labels.Length;

    public virtual int EmbeddingLength => throw new NotSupportedException();

    public IReadOnlyList<FeatureMap> Outputs => [new FeatureMap("logits", ClassCount, 1, 1, 0)];

    public int OutputLength => ClassCount;

    public ThreadTeam? Team { get; set; }

    public BlockObserver? Observer { get; set; }

    public virtual void Predict(ReadOnlySpan<float> input, Span<float> outputs) => throw new NotSupportedException();

    public virtual void Predict(in ReadOnlyTensorSpan<float> input, in TensorSpan<float> outputs) => throw new NotSupportedException();

    public virtual void PredictBatch(
        ReadOnlySpan<float> inputs, int count, Span<float> outputs, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public virtual int Classify(PictureView picture, Span<Classification> classes) => throw new NotSupportedException();

    public virtual int Classify(Picture picture, Span<Classification> classes) => Classify(picture.View, classes);

    public virtual int Classify(ReadOnlySpan<byte> file, Span<Classification> classes, PictureOptions? options = null) =>
        throw new NotSupportedException();

    public virtual void Embed(PictureView picture, Span<float> embedding) => throw new NotSupportedException();

    public virtual void Embed(Picture picture, Span<float> embedding) => Embed(picture.View, embedding);

    public virtual void Embed(ReadOnlySpan<byte> file, Span<float> embedding, PictureOptions? options = null) =>
        throw new NotSupportedException();

    public virtual void Embed(ReadOnlySpan<float> input, Span<float> embedding) => throw new NotSupportedException();

    public virtual void SaveWeights(string path, WeightStorage storage = WeightStorage.Float32) => throw new NotSupportedException();

    public virtual void SaveWeights(Stream stream, WeightStorage storage = WeightStorage.Float32) => throw new NotSupportedException();

    public virtual IClassifier Fork() => throw new NotSupportedException();

    public virtual void Dispose()
    {
    }
}

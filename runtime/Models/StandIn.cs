using System.Numerics.Tensors;
using Emo.CompilerServices;

namespace Emo;

/// <summary>
/// The bodies of the interfaces' members: what can be derived from a model's other members. Generated classes have members of their own;
/// these serve stand-ins in the tests of applications, so they may allocate.
/// </summary>
internal static class StandIn
{
    public static int OutputLength(IEmoModel model) => model.Outputs.Sum(map => map.Length);

    public static IReadOnlyList<FeatureMap> Logits(int classCount) => [new FeatureMap("logits", classCount, 1, 1, 0)];

    public static NotSupportedException Without(IEmoModel model, string what) =>
        new($"{model.GetType().Name} has no {what}: it is no generated model, and does not implement this member.");

    public static void Refuse(IEmoModel model, string property, object? value)
    {
        if (value is not null)
            throw Without(model, property);
    }

    public static PictureView View(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture.View;
    }

    public static void PredictBatch(
        IEmoModel model, ReadOnlySpan<float> inputs, int count, Span<float> outputs, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int inputLength = model.Info.Preprocessing.InputLength;
        int outputLength = model.OutputLength;
        CheckLength(inputs.Length, count, inputLength, nameof(inputs));
        CheckLength(outputs.Length, count, outputLength, nameof(outputs));
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model.Predict(inputs.Slice(i * inputLength, inputLength), outputs.Slice(i * outputLength, outputLength));
        }
    }

    public static void Predict(IClassifier model, in ReadOnlyTensorSpan<float> input, in TensorSpan<float> outputs)
    {
        var size = model.Info.Preprocessing;
        model.Predict(
            TensorArguments.Input(input, 3, size.InputHeight, size.InputWidth), TensorArguments.Outputs(outputs, model.ClassCount));
    }

    public static int Classify(IClassifier model, PictureView picture, Span<Classification> classes) =>
        Rank(model, Input(model, picture), classes);

    public static int Classify(IClassifier model, ReadOnlySpan<byte> file, Span<Classification> classes, PictureOptions? options) =>
        Rank(model, Input(model, file, options), classes);

    public static void Embed(IClassifier model, PictureView picture, Span<float> embedding) =>
        model.Embed(Input(model, picture), embedding);

    public static void Embed(IClassifier model, ReadOnlySpan<byte> file, Span<float> embedding, PictureOptions? options) =>
        model.Embed(Input(model, file, options), embedding);

    public static PictureInfo Segment(ISegmenter model, ReadOnlySpan<byte> file, Span<byte> labels, PictureOptions? options)
    {
        var info = Picture.Identify(file, options);
        int length = checked(info.Width * info.Height);
        if (labels.Length < length)
        {
            throw new ArgumentException(
                $"The picture has {info.Width} x {info.Height} pixels; there is room for {labels.Length} labels.", nameof(labels));
        }

        model.Segment(Picture.Decode(file, options).View, labels[..length]);
        return info;
    }

    private static void CheckLength(int length, int count, int each, string name)
    {
        if (length != (long)count * each)
            throw new ArgumentException($"Expected {count} x {each} values, not {length}.", name);
    }

    private static int Rank(IClassifier model, float[] input, Span<Classification> classes)
    {
        float[] logits = new float[model.ClassCount];
        model.Predict(input, logits);
        return model.Info.Rank(logits, classes);
    }

    private static float[] Input(IEmoModel model, PictureView picture)
    {
        float[] input = new float[model.Info.Preprocessing.InputLength];
        model.Info.Preprocessing.Apply(picture, input);
        return input;
    }

    private static float[] Input(IEmoModel model, ReadOnlySpan<byte> file, PictureOptions? options)
    {
        float[] input = new float[model.Info.Preprocessing.InputLength];
        model.Info.Preprocessing.Apply(file, input, options);
        return input;
    }
}

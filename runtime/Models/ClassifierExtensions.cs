using System.Numerics.Tensors;

namespace Emo;

/// <summary>From a picture to named classes.</summary>
public static class ClassifierExtensions
{
    /// <summary>Preprocesses a picture as the spec says, predicts, and gives the most probable classes, best first.</summary>
    /// <param name="model">Any classifier.</param>
    /// <param name="picture">Any picture.</param>
    /// <param name="top">How many classes to give, at most all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is less than 1.</exception>
    public static Classification[] Classify(this IClassifier model, Picture picture, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(model);
        var preprocessing = model.Info.Preprocessing;
        float[] input = new float[3 * preprocessing.InputHeight * preprocessing.InputWidth];
        float[] logits = new float[model.ClassCount];
        preprocessing.Apply(picture, input);
        model.Predict(input, logits);
        return model.Info.Top(logits, top);
    }

    /// <summary>The same for a PNG or JPEG file.</summary>
    /// <exception cref="PictureException">The file is no valid PNG or JPEG.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <inheritdoc cref="Classify(IClassifier, Picture, int)"/>
    public static Classification[] Classify(this IClassifier model, string path, int top = 5) => Classify(model, Picture.Open(path), top);

    /// <summary>
    /// The most probable classes of logits, best first; equal ones in the order of their index. With a NaN among the logits
    /// no probability means anything: all of them are NaN, and the order is that of the index.
    /// </summary>
    /// <param name="model">The model that the logits are of.</param>
    /// <param name="logits">All logits.</param>
    /// <param name="count">How many classes to give, at most all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static Classification[] Top(this ModelInfo model, ReadOnlySpan<float> logits, int count)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        float[] probabilities = new float[logits.Length];
        float max = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, max, probabilities);
        TensorPrimitives.SoftMax(probabilities, probabilities);

        // Sorting by logits keeps classes apart whose probabilities have both rounded to zero.
        int[] order = new int[logits.Length];
        float[] keys = new float[logits.Length];
        for (int i = 0; i < order.Length; i++)
            (order[i], keys[i]) = (i, float.IsNaN(max) ? 0 : logits[i]);
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[b].CompareTo(keys[a]) : a.CompareTo(b));

        var classes = new Classification[Math.Min(count, order.Length)];
        for (int i = 0; i < classes.Length; i++)
            classes[i] = new Classification(order[i], model.LabelOf(order[i]), probabilities[order[i]]);
        return classes;
    }
}

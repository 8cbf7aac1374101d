using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Emo.CompilerServices;

namespace Emo;

/// <summary>From a picture to named classes, for every compiled classifier.</summary>
public static class ClassifierExtensions
{
    /// <summary>Classifies a picture: preprocesses it as the model's spec says, predicts, ranks the classes.</summary>
    /// <param name="model">The model; as with <c>Predict</c>, one thread at a time.</param>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <returns>The most probable classes, the first one first; see <see cref="Rank"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is less than 1.</exception>
    /// <exception cref="NotFiniteNumberException">The model's logits are not finite, so its weights are not either.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside <c>Predict</c> of this instance.</exception>
    public static Classification[] Classify(this IClassifier model, Picture picture, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);

        float[] input = new float[model.Info.Preprocessing.InputLength];
        FreshMemory.Populate(MemoryMarshal.AsBytes(input.AsSpan()));
        float[] logits = new float[model.ClassCount];
        model.Info.Preprocessing.Apply(picture, input);
        model.Predict(input, logits);
        return model.Info.Rank(logits, top);
    }

    /// <summary>Decodes a PNG or JPEG file and classifies it.</summary>
    /// <inheritdoc cref="Classify(IClassifier, Picture, int)"/>
    /// <param name="model">The model; as with <c>Predict</c>, one thread at a time.</param>
    /// <param name="path">The picture file.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The file is not a picture that can be decoded.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Classification[] Classify(
        this IClassifier model, string path, int top = 5, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return model.Classify(Picture.Open(path, options), top);
    }

    /// <summary>
    /// Ranks the classes of a prediction by their logits, the largest first, equal ones by index; probabilities are the
    /// softmax over all logits, whatever <paramref name="count"/> is.
    /// </summary>
    /// <param name="info">The model that the logits are from.</param>
    /// <param name="logits">One value for each class. Negative infinity is a class of probability 0.</param>
    /// <param name="count">How many classes are returned at most, at least 1.</param>
    /// <exception cref="ArgumentException">There are no logits, or not as many as the model has labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// A logit is NaN or positive infinity, or all are negative infinity: no probabilities follow from that.
    /// </exception>
    public static Classification[] Rank(this ModelInfo info, ReadOnlySpan<float> logits, int count)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (logits.IsEmpty || (!info.Labels.IsEmpty && info.Labels.Length != logits.Length))
        {
            string expected = info.Labels.IsEmpty ? "at least one" : $"{info.Labels.Length}";
            throw new ArgumentException($"{info.Name} has {expected} logits, not {logits.Length}.", nameof(logits));
        }

        float[] probabilities = Softmax(info, logits);
        int[] order = Order(logits.ToArray());
        var ranked = new Classification[Math.Min(count, order.Length)];
        for (int i = 0; i < ranked.Length; i++)
        {
            ranked[i] = new Classification(order[i], info.LabelOf(order[i]), probabilities[order[i]]);
        }

        return ranked;
    }

    // Relative to the maximum, so that no exponential overflows.
    private static float[] Softmax(ModelInfo info, ReadOnlySpan<float> logits)
    {
        float maximum = TensorPrimitives.Max(logits); // NaN if any is
        if (!float.IsFinite(maximum))
        {
            throw new NotFiniteNumberException(
                $"The largest logit of {info.Name} is {maximum}: its input or its weights are not finite numbers.", maximum);
        }

        float[] values = new float[logits.Length];
        TensorPrimitives.Subtract(logits, maximum, values);
        TensorPrimitives.Exp(values, values);
        TensorPrimitives.Divide(values, TensorPrimitives.Sum<float>(values), values);
        return values;
    }

    private static int[] Order(float[] logits)
    {
        int[] order = new int[logits.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => logits[a] == logits[b] ? a.CompareTo(b) : logits[b].CompareTo(logits[a]));
        return order;
    }
}

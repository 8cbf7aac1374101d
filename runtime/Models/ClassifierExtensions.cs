using Emo.Pictures;

namespace Emo;

/// <summary>From a picture to named classes, for every compiled classifier.</summary>
public static class ClassifierExtensions
{
    /// <summary>Classifies a picture: preprocesses it as the model's spec says, predicts, ranks the classes.</summary>
    /// <param name="model">The model; as with <c>Predict</c>, one thread at a time.</param>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <returns>The most probable classes, the first one first; see <see cref="Rank(ModelInfo, ReadOnlySpan{float}, int)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is less than 1.</exception>
    /// <exception cref="NotFiniteNumberException">The model's logits are not finite, so its weights are not either.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    public static Classification[] Classify(this IClassifier model, Picture picture, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);

        return model.Classify(picture.View, top);
    }

    /// <summary>Classifies a picture in memory of the caller's: a camera's frame, a part of a <see cref="Picture"/>.</summary>
    /// <inheritdoc cref="Classify(IClassifier, Picture, int)"/>
    /// <param name="model">The model; as with <c>Predict</c>, one thread at a time.</param>
    /// <param name="picture">A view of any size.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    public static Classification[] Classify(this IClassifier model, PictureView picture, int top = 5)
    {
        var classes = Room(model, top);
        return Written(classes, model.Classify(picture, classes));
    }

    /// <summary>Classifies the picture in a PNG or JPEG file, whose rows are preprocessed as they are decoded.</summary>
    /// <inheritdoc cref="Classify(IClassifier, Picture, int)"/>
    /// <param name="model">The model; as with <c>Predict</c>, one thread at a time.</param>
    /// <param name="path">The picture file.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The file is not a picture that can be decoded; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Classification[] Classify(
        this IClassifier model, string path, int top = 5, PictureOptions? options = null)
    {
        var classes = Room(model, top);
        return Written(classes, FileBytes.Open(path, file => model.Classify(FileBytes.Read(file, options), classes, options)));
    }

    /// <summary>Classifies the picture in the bytes of a PNG or JPEG file.</summary>
    /// <inheritdoc cref="Classify(IClassifier, string, int, PictureOptions?)"/>
    /// <param name="model">The model; as with <c>Predict</c>, one thread at a time.</param>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    public static Classification[] Classify(
        this IClassifier model, ReadOnlySpan<byte> file, int top = 5, PictureOptions? options = null)
    {
        var classes = Room(model, top);
        return Written(classes, model.Classify(file, classes, options));
    }

    /// <summary>Classifies the picture in a stream, which is read from where it stands to its end and left open.</summary>
    /// <inheritdoc cref="Classify(IClassifier, string, int, PictureOptions?)"/>
    /// <param name="model">The model; as with <c>Predict</c>, one thread at a time.</param>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Classification[] Classify(this IClassifier model, Stream file, int top = 5, PictureOptions? options = null)
    {
        var classes = Room(model, top);
        return Written(classes, model.Classify(FileBytes.Read(file, options), classes, options));
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
        var classes = new Classification[Math.Min(count, logits.Length)];
        info.Rank(logits, classes);
        return classes;
    }

    /// <summary>The same into memory of the caller's. Allocates nothing.</summary>
    /// <inheritdoc cref="Rank(ModelInfo, ReadOnlySpan{float}, int)"/>
    /// <param name="info">The model that the logits are from.</param>
    /// <param name="logits">One value for each class. Negative infinity is a class of probability 0.</param>
    /// <param name="classes">Receives the most probable classes, the first one first, as many as there is room for.</param>
    /// <returns>How many were written.</returns>
    public static int Rank(this ModelInfo info, ReadOnlySpan<float> logits, Span<Classification> classes)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (logits.IsEmpty || (!info.Labels.IsEmpty && info.Labels.Length != logits.Length))
        {
            string expected = info.Labels.IsEmpty ? "at least one" : $"{info.Labels.Length}";
            throw new ArgumentException($"{info.Name} has {expected} logits, not {logits.Length}.", nameof(logits));
        }

        return Ranking.Rank(info, logits, classes);
    }

    private static Classification[] Room(IClassifier model, int top)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return new Classification[Math.Min(top, model.ClassCount)];
    }

    private static Classification[] Written(Classification[] classes, int count) =>
        count == classes.Length ? classes : classes[..count];
}

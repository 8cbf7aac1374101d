using System.ComponentModel;
using Emo.Pictures;

namespace Emo.CompilerServices;

/// <summary>
/// From a picture to an array of classes, for every classifier: what <see cref="IClassifier"/> and the generated classes have as methods.
/// Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClassifierCalls
{
    /// <summary><see cref="IClassifier.Classify(Picture, int)"/></summary>
    public static Classification[] Classify(IClassifier model, Picture picture, int top)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Classify(model, picture.View, top);
    }

    /// <summary><see cref="IClassifier.Classify(PictureView, int)"/></summary>
    public static Classification[] Classify(IClassifier model, PictureView picture, int top)
    {
        var classes = Room(model, top);
        return Written(classes, model.Classify(picture, classes));
    }

    /// <summary><see cref="IClassifier.Classify(string, int, PictureOptions?)"/></summary>
    public static Classification[] Classify(IClassifier model, string path, int top, PictureOptions? options)
    {
        var classes = Room(model, top);
        return Written(classes, FileBytes.Open(path, file => model.Classify(FileBytes.Read(file, options), classes, options)));
    }

    /// <summary><see cref="IClassifier.Classify(ReadOnlySpan{byte}, int, PictureOptions?)"/></summary>
    public static Classification[] Classify(IClassifier model, ReadOnlySpan<byte> file, int top, PictureOptions? options)
    {
        var classes = Room(model, top);
        return Written(classes, model.Classify(file, classes, options));
    }

    /// <summary><see cref="IClassifier.Classify(Stream, int, PictureOptions?)"/></summary>
    public static Classification[] Classify(IClassifier model, Stream file, int top, PictureOptions? options)
    {
        var classes = Room(model, top);
        return Written(classes, model.Classify(FileBytes.Read(file, options), classes, options));
    }

    /// <summary><see cref="IClassifier.ClassifyAsync(Stream, int, PictureOptions?, CancellationToken)"/></summary>
    public static async Task<Classification[]> ClassifyAsync(
        IClassifier model, Stream file, int top, PictureOptions? options, CancellationToken cancellationToken)
    {
        var classes = Room(model, top);
        var bytes = await FileBytes.ReadAsync(file, options, cancellationToken).ConfigureAwait(false);
        return Written(classes, model.Classify(bytes, classes, options));
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

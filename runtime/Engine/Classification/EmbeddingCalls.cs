using System.ComponentModel;
using Emo.Pictures;

namespace Emo.CompilerServices;

/// <summary>
/// From a picture to an embedding of its own, for every classifier: what <see cref="IClassifier"/> and the generated classes have as
/// methods. Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EmbeddingCalls
{
    /// <summary><see cref="IClassifier.Embed(Picture)"/></summary>
    public static float[] Embed(IClassifier model, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Embed(model, picture.View);
    }

    /// <summary><see cref="IClassifier.Embed(PictureView)"/></summary>
    public static float[] Embed(IClassifier model, PictureView picture)
    {
        float[] embedding = Room(model);
        model.Embed(picture, embedding);
        return embedding;
    }

    /// <summary><see cref="IClassifier.Embed(string, PictureOptions?)"/></summary>
    public static float[] Embed(IClassifier model, string path, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return FileBytes.Open(path, file => Embed(model, FileBytes.Read(file, options), options));
    }

    /// <summary><see cref="IClassifier.Embed(ReadOnlySpan{byte}, PictureOptions?)"/></summary>
    public static float[] Embed(IClassifier model, ReadOnlySpan<byte> file, PictureOptions? options)
    {
        float[] embedding = Room(model);
        model.Embed(file, embedding, options);
        return embedding;
    }

    /// <summary><see cref="IClassifier.Embed(Stream, PictureOptions?)"/></summary>
    public static float[] Embed(IClassifier model, Stream file, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Embed(model, FileBytes.Read(file, options), options);
    }

    /// <summary><see cref="IClassifier.EmbedAsync(Stream, PictureOptions?, CancellationToken)"/></summary>
    public static async Task<float[]> EmbedAsync(
        IClassifier model, Stream file, PictureOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var bytes = await FileBytes.ReadAsync(file, options, cancellationToken).ConfigureAwait(false);
        return Embed(model, bytes, options);
    }

    private static float[] Room(IClassifier model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new float[model.EmbeddingLength];
    }
}

using Emo.CompilerServices;

namespace Emo;

public partial interface IClassifier
{
    /// <summary>The number of values of an embedding; 0 for a stand-in that gives none.</summary>
    int EmbeddingLength => 0;

    /// <summary>
    /// Computes the embedding of a picture: what the network's last linear layer, <c>head</c>, reads. Times <c>head.weight</c>, plus
    /// <c>head.bias</c>, it gives the logits. Pictures that look alike have embeddings with a large cosine similarity.
    /// </summary>
    /// <param name="picture">A picture of any size, in memory of the caller's.</param>
    /// <param name="embedding">Receives <see cref="EmbeddingLength"/> values, not normalised.</param>
    /// <exception cref="ArgumentException"><paramref name="embedding"/> has another length.</exception>
    /// <exception cref="NotFiniteNumberException">A value is not finite, so the model's weights are not either.</exception>
    /// <exception cref="NotSupportedException">
    /// The weights are from a file of packed weights that an older version saved, without what embeddings need; or the class is a stand-in
    /// that gives none.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    void Embed(PictureView picture, Span<float> embedding) => StandIn.Embed(this, picture, embedding);

    /// <inheritdoc cref="Embed(PictureView, Span{float})"/>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="embedding">Receives <see cref="EmbeddingLength"/> values, not normalised.</param>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    void Embed(Picture picture, Span<float> embedding) => Embed(StandIn.View(picture), embedding);

    /// <summary>The same for the bytes of a PNG or JPEG file, whose rows are preprocessed as they are decoded.</summary>
    /// <inheritdoc cref="Embed(PictureView, Span{float})"/>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="embedding">Receives <see cref="EmbeddingLength"/> values, not normalised.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    void Embed(ReadOnlySpan<byte> file, Span<float> embedding, PictureOptions? options = null) =>
        StandIn.Embed(this, file, embedding, options);

    /// <summary>The same for an input that was preprocessed elsewhere. Allocates nothing.</summary>
    /// <inheritdoc cref="Embed(PictureView, Span{float})"/>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="embedding">Receives <see cref="EmbeddingLength"/> values, not normalised.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    void Embed(ReadOnlySpan<float> input, Span<float> embedding) => throw StandIn.Without(this, "embeddings");

    /// <summary>The embedding of a picture in an array of its own: <see cref="EmbeddingLength"/> values.</summary>
    /// <inheritdoc cref="Embed(PictureView, Span{float})"/>
    /// <param name="picture">A picture of any size.</param>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    float[] Embed(Picture picture) => EmbeddingCalls.Embed(this, picture);

    /// <summary>The embedding of a picture in memory of the caller's.</summary>
    /// <inheritdoc cref="Embed(PictureView, Span{float})"/>
    /// <param name="picture">A view of any size.</param>
    float[] Embed(PictureView picture) => EmbeddingCalls.Embed(this, picture);

    /// <summary>The embedding of the picture in a PNG or JPEG file.</summary>
    /// <inheritdoc cref="Embed(Picture)"/>
    /// <param name="path">The picture file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The file is not a picture that can be decoded; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    float[] Embed(string path, PictureOptions? options = null) => EmbeddingCalls.Embed(this, path, options);

    /// <summary>The embedding of the picture in the bytes of a PNG or JPEG file.</summary>
    /// <inheritdoc cref="Embed(Picture)"/>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    float[] Embed(ReadOnlySpan<byte> file, PictureOptions? options = null) => EmbeddingCalls.Embed(this, file, options);

    /// <summary>The embedding of the picture in a stream, which is read from where it stands to its end and left open.</summary>
    /// <inheritdoc cref="Embed(Picture)"/>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    float[] Embed(Stream file, PictureOptions? options = null) => EmbeddingCalls.Embed(this, file, options);

    /// <summary>The same for a stream that may only be read asynchronously, a web request's body for one.</summary>
    /// <inheritdoc cref="Embed(Stream, PictureOptions?)"/>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled while the stream was read.</exception>
    Task<float[]> EmbedAsync(Stream file, PictureOptions? options = null, CancellationToken cancellationToken = default) =>
        EmbeddingCalls.EmbedAsync(this, file, options, cancellationToken);
}

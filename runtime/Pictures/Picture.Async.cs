using Emo.Pictures;

namespace Emo;

public sealed partial class Picture
{
    /// <summary>Decodes a PNG or JPEG file, which is read asynchronously. Decoding itself runs where the reading was completed.</summary>
    /// <inheritdoc cref="Open(string, PictureOptions?)"/>
    /// <param name="path">The file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled while the file was read.</exception>
    public static Task<Picture> OpenAsync(
        string path, PictureOptions? options = null, CancellationToken cancellationToken = default) =>
        FileBytes.OpenAsync(path, file => DecodeAsync(file, options, cancellationToken));

    /// <summary>
    /// Decodes a PNG or JPEG file from a stream that may only be read asynchronously, a web request's body for one. It is read from where
    /// it stands to its end and left open. Decoding itself runs where the reading was completed.
    /// </summary>
    /// <inheritdoc cref="Decode(Stream, PictureOptions?)"/>
    /// <param name="file">The file's bytes.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled while the stream was read.</exception>
    public static async Task<Picture> DecodeAsync(
        Stream file, PictureOptions? options = null, CancellationToken cancellationToken = default) =>
        Decode(await FileBytes.ReadAsync(file, options, cancellationToken).ConfigureAwait(false), options);
}

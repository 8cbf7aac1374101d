using Emo.Pictures;

namespace Emo;

/// <summary>From a picture to a label map of its own, for every compiled segmenter.</summary>
public static class SegmenterExtensions
{
    /// <summary>Finds the class of every pixel; see <see cref="ISegmenter.Segment(PictureView, Span{byte})"/>.</summary>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="picture">A picture of any size.</param>
    /// <returns>The class of each pixel, row by row.</returns>
    /// <exception cref="NotFiniteNumberException">A logit is not finite: the model's weights are not either.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    public static byte[] Segment(this ISegmenter model, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(picture);
        return model.Segment(picture.View);
    }

    /// <summary>
    /// Finds the class of every pixel of a picture in memory of the caller's: a camera's frame, a part of a <see cref="Picture"/>.
    /// </summary>
    /// <inheritdoc cref="Segment(ISegmenter, Picture)"/>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="picture">A view of any size.</param>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    public static byte[] Segment(this ISegmenter model, PictureView picture)
    {
        ArgumentNullException.ThrowIfNull(model);
        byte[] labels = new byte[(long)picture.Width * picture.Height];
        model.Segment(picture, labels);
        return labels;
    }

    /// <summary>
    /// Finds the class of every pixel of the picture in a PNG or JPEG file, whose rows are preprocessed as they are decoded.
    /// </summary>
    /// <inheritdoc cref="Segment(ISegmenter, Picture)"/>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="path">The picture file.</param>
    /// <param name="info">Receives the size of the upright picture: the labels are rows of its width.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The file is not a picture that can be decoded; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static byte[] Segment(this ISegmenter model, string path, out PictureInfo info, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        PictureInfo found = default;
        byte[] labels = FileBytes.Open(path, file => model.Segment(file, out found, options));
        info = found;
        return labels;
    }

    /// <summary>Finds the class of every pixel of the picture that the bytes of a PNG or JPEG file hold.</summary>
    /// <inheritdoc cref="Segment(ISegmenter, Picture)"/>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="info">Receives the size of the upright picture: the labels are rows of its width.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    public static byte[] Segment(this ISegmenter model, ReadOnlySpan<byte> file, out PictureInfo info, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var preprocessing = model.Info.Preprocessing;
        float[] input = GC.AllocateUninitializedArray<float>(preprocessing.InputLength);
        info = preprocessing.Apply(file, input, options);
        byte[] labels = new byte[(long)info.Width * info.Height];
        model.Segment(input, preprocessing.FrameOf(info.Width, info.Height), labels);
        return labels;
    }

    /// <summary>
    /// Finds the class of every pixel of the picture in a stream, which is read from where it stands to its end and left open.
    /// </summary>
    /// <inheritdoc cref="Segment(ISegmenter, Picture)"/>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="info">Receives the size of the upright picture: the labels are rows of its width.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static byte[] Segment(this ISegmenter model, Stream file, out PictureInfo info, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Segment(FileBytes.Read(file, options), out info, options);
    }
}

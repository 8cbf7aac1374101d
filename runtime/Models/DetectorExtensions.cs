using Emo.Pictures;

namespace Emo;

/// <summary>From a picture to an array of detections, for every compiled detector.</summary>
public static class DetectorExtensions
{
    /// <summary>Finds the objects in a picture; see <see cref="IDetector.Detect(PictureView, Span{Detection})"/>.</summary>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="picture">A picture of any size.</param>
    /// <returns>The detections, the highest score first.</returns>
    /// <exception cref="NotFiniteNumberException">A score or a box is not finite: the model's weights are not either.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    public static Detection[] Detect(this IDetector model, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(picture);
        return model.Detect(picture.View);
    }

    /// <summary>Finds the objects in a picture in memory of the caller's: a camera's frame, a part of a <see cref="Picture"/>.</summary>
    /// <inheritdoc cref="Detect(IDetector, Picture)"/>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="picture">A view of any size.</param>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    public static Detection[] Detect(this IDetector model, PictureView picture)
    {
        ArgumentNullException.ThrowIfNull(model);
        var detections = new Detection[model.MaxDetections];
        return detections[..model.Detect(picture, detections)];
    }

    /// <summary>Finds the objects in the picture of a PNG or JPEG file, whose rows are preprocessed as they are decoded.</summary>
    /// <inheritdoc cref="Detect(IDetector, Picture)"/>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="path">The picture file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The file is not a picture that can be decoded; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Detection[] Detect(this IDetector model, string path, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return FileBytes.Open(path, file => model.Detect(file, options));
    }

    /// <summary>Finds the objects in the picture that the bytes of a PNG or JPEG file hold.</summary>
    /// <inheritdoc cref="Detect(IDetector, Picture)"/>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    public static Detection[] Detect(this IDetector model, ReadOnlySpan<byte> file, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var detections = new Detection[model.MaxDetections];
        return detections[..model.Detect(file, detections, options)];
    }

    /// <summary>Finds the objects in the picture of a stream, which is read from where it stands to its end and left open.</summary>
    /// <inheritdoc cref="Detect(IDetector, Picture)"/>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Detection[] Detect(this IDetector model, Stream file, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Detect(FileBytes.Read(file, options), options);
    }
}

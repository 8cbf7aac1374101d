namespace Emo;

/// <summary>From a picture to an array of detections, for every compiled detector.</summary>
public static class DetectorExtensions
{
    /// <summary>Finds the objects in a picture; see <see cref="IDetector.Detect(Picture, Span{Detection})"/>.</summary>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="picture">A picture of any size.</param>
    /// <returns>The detections, the highest score first.</returns>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    public static Detection[] Detect(this IDetector model, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(picture);
        var detections = new Detection[model.MaxDetections];
        return detections[..model.Detect(picture, detections)];
    }

    /// <summary>Decodes a PNG or JPEG file and finds the objects in it.</summary>
    /// <inheritdoc cref="Detect(IDetector, Picture)"/>
    /// <param name="model">The model; one thread at a time.</param>
    /// <param name="path">The picture file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The file is not a picture that can be decoded.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Detection[] Detect(this IDetector model, string path, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Detect(Picture.Open(path, options));
    }
}

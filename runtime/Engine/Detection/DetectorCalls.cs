using System.ComponentModel;
using Emo.Pictures;

namespace Emo.CompilerServices;

/// <summary>
/// From a picture to an array of detections, for every detector: what <see cref="IDetector"/> and the generated classes have as methods.
/// Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DetectorCalls
{
    /// <summary><see cref="IDetector.Detect(Picture)"/></summary>
    public static Detection[] Detect(IDetector model, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Detect(model, picture.View);
    }

    /// <summary><see cref="IDetector.Detect(PictureView)"/></summary>
    public static Detection[] Detect(IDetector model, PictureView picture)
    {
        var detections = Room(model);
        return detections[..model.Detect(picture, detections)];
    }

    /// <summary><see cref="IDetector.Detect(string, PictureOptions?)"/></summary>
    public static Detection[] Detect(IDetector model, string path, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return FileBytes.Open(path, file => Detect(model, FileBytes.Read(file, options), options));
    }

    /// <summary><see cref="IDetector.Detect(ReadOnlySpan{byte}, PictureOptions?)"/></summary>
    public static Detection[] Detect(IDetector model, ReadOnlySpan<byte> file, PictureOptions? options)
    {
        var detections = Room(model);
        return detections[..model.Detect(file, detections, options)];
    }

    /// <summary><see cref="IDetector.Detect(Stream, PictureOptions?)"/></summary>
    public static Detection[] Detect(IDetector model, Stream file, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Detect(model, FileBytes.Read(file, options), options);
    }

    /// <summary><see cref="IDetector.DetectAsync(Stream, PictureOptions?, CancellationToken)"/></summary>
    public static async Task<Detection[]> DetectAsync(
        IDetector model, Stream file, PictureOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var bytes = await FileBytes.ReadAsync(file, options, cancellationToken).ConfigureAwait(false);
        return Detect(model, bytes, options);
    }

    private static Detection[] Room(IDetector model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Detection[model.MaxDetections];
    }
}

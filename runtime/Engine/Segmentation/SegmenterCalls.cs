using System.ComponentModel;
using Emo.Pictures;

namespace Emo.CompilerServices;

/// <summary>
/// From a picture to a label map of its own, for every segmenter: what <see cref="ISegmenter"/> and the generated classes have as methods.
/// Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SegmenterCalls
{
    /// <summary><see cref="ISegmenter.Segment(Picture)"/></summary>
    public static LabelMap Segment(ISegmenter model, Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Segment(model, picture.View);
    }

    /// <summary><see cref="ISegmenter.Segment(PictureView)"/></summary>
    public static LabelMap Segment(ISegmenter model, PictureView picture)
    {
        ArgumentNullException.ThrowIfNull(model);
        byte[] labels = new byte[(long)picture.Width * picture.Height];
        model.Segment(picture, labels);
        return new LabelMap(picture.Width, picture.Height, labels);
    }

    /// <summary><see cref="ISegmenter.Segment(string, PictureOptions?)"/></summary>
    public static LabelMap Segment(ISegmenter model, string path, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return FileBytes.Open(path, file => model.Segment(FileBytes.Read(file, options), options));
    }

    /// <summary><see cref="ISegmenter.Segment(ReadOnlySpan{byte}, PictureOptions?)"/></summary>
    public static LabelMap Segment(ISegmenter model, ReadOnlySpan<byte> file, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        var info = Picture.Identify(file, options);
        byte[] labels = new byte[(long)info.Width * info.Height];
        model.Segment(file, labels, options);
        return new LabelMap(info.Width, info.Height, labels);
    }

    /// <summary><see cref="ISegmenter.Segment(Stream, PictureOptions?)"/></summary>
    public static LabelMap Segment(ISegmenter model, Stream file, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Segment(FileBytes.Read(file, options), options);
    }

    /// <summary><see cref="ISegmenter.SegmentAsync(Stream, PictureOptions?, CancellationToken)"/></summary>
    public static async Task<LabelMap> SegmentAsync(
        ISegmenter model, Stream file, PictureOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var bytes = await FileBytes.ReadAsync(file, options, cancellationToken).ConfigureAwait(false);
        return model.Segment(bytes, options);
    }
}

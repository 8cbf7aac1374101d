namespace Emo;

/// <summary>From a picture to a label map of its own, for every compiled segmenter.</summary>
public static class SegmenterExtensions
{
    /// <summary>Finds the class of every pixel; see <see cref="ISegmenter.Segment(Picture, Span{byte})"/>.</summary>
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
        byte[] labels = new byte[picture.Width * picture.Height];
        model.Segment(picture, labels);
        return labels;
    }
}

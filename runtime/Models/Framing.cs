namespace Emo;

/// <summary>How a picture fills a network's input.</summary>
public enum Framing
{
    /// <summary>
    /// Resized (antialiased, as Pillow does it) until it covers the resize target, then the centre is taken: classifiers.
    /// </summary>
    Crop = 0,

    /// <summary>Resized to the input's size whatever its shape (bilinear, as OpenCV does it): SSDLite, segmenters.</summary>
    Stretch = 1,

    /// <summary>
    /// Resized to fit into the resize target with its shape kept (bilinear, as OpenCV does it), at the top left; the rest of
    /// the input is zero: RetinaNet.
    /// </summary>
    Fit = 2,
}

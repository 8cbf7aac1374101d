namespace Emo;

/// <summary>
/// How the values of a picture are normalised where the framing is <see cref="Framing.Stretch"/> or <see cref="Framing.Fit"/>: value is a
/// byte, mean and std are those of 0 to 255. Both give the same bits, since the product is made in double precision; the value says which
/// code a network was trained with. <see cref="Framing.Crop"/> does neither: it computes (value / 255 - mean) / std, as torchvision does.
/// </summary>
public enum Normalization
{
    /// <summary>
    /// (value - mean) * (1 / std), the difference in single, the product in double precision: mmcv's <c>imnormalize</c>, of mmdetection 2
    /// and mmsegmentation 0, with which EMO was published.
    /// </summary>
    Multiply = 0,

    /// <summary>
    /// (value - mean) / std in single precision: the <c>data_preprocessor</c> of mmdetection 3 and mmsegmentation 1, with which EMOv2 was
    /// published.
    /// </summary>
    Divide = 1,
}

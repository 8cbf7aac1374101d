namespace Emo.Runtime.Tests.Support.Jpeg;

/// <summary>Our decoding to a fraction of the size.</summary>
internal static class ScaledDecoder
{
    /// <summary>The upright picture, by 1, 1/2, 1/4 or 1/8.</summary>
    public static Picture Decode(byte[] file, int scale) =>
        scale == 1 ? Picture.Decode(file) : throw new NotImplementedException("Scaled decoding is to be called here.");
}

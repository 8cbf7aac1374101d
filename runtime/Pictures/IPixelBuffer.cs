namespace Emo.Pictures;

/// <summary>Where the pixels of a picture go whose size is not known yet.</summary>
internal interface IPixelBuffer
{
    /// <summary>Room for height x width x 3 bytes.</summary>
    Span<byte> Make(PictureInfo picture);
}

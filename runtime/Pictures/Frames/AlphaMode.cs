namespace Emo;

/// <summary>What the colours of pixels with alpha are.</summary>
public enum AlphaMode
{
    /// <summary>The colours are those of the opaque pixel: alpha still has to be applied.</summary>
    Straight = 0,

    /// <summary>The colours are multiplied by alpha already.</summary>
    Premultiplied = 1,
}

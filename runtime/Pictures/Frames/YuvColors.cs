namespace Emo;

/// <summary>
/// How luma and chroma are meant: the matrix, and the range of the samples. The source knows; nothing in a frame says it.
/// Roughly: cameras of phones and webcams give BT.601 (Android's full range, most others' video range), video of 720 lines and more
/// is BT.709 in video range.
/// </summary>
public enum YuvColors
{
    /// <summary>ITU-R BT.601, luma 16 to 235, chroma 16 to 240: the bits of OpenCV.</summary>
    Bt601Video = 0,

    /// <summary>ITU-R BT.601, luma and chroma 0 to 255, as in JPEG.</summary>
    Bt601Full = 1,

    /// <summary>ITU-R BT.709, luma 16 to 235, chroma 16 to 240.</summary>
    Bt709Video = 2,

    /// <summary>ITU-R BT.709, luma and chroma 0 to 255.</summary>
    Bt709Full = 3,
}

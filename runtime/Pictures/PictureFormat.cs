namespace Emo;

/// <summary>The picture formats that decode.</summary>
public enum PictureFormat
{
    /// <summary>Portable Network Graphics (ISO/IEC 15948).</summary>
    Png = 0,

    /// <summary>JPEG (ITU-T T.81): baseline, extended sequential and progressive.</summary>
    Jpeg = 1,
}

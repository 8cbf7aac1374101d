namespace Emo.Pictures.Frames;

/// <summary>How the pixels of a view lie in memory.</summary>
internal enum PixelLayout
{
    /// <summary>No view: <c>default(PictureView)</c>.</summary>
    None = 0,
    Rgb,
    Bgr,
    Rgba,
    Bgra,
    Argb,
    Grey,
    Nv12,
    Nv21,
    I420,
    Yuyv,
    Uyvy,
}

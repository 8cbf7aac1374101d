namespace Emo.Codegen.Specs;

internal enum FramingKind
{
    /// <summary>Resized (antialiased, as Pillow does it) to cover the input, then the centre: classifiers.</summary>
    Crop,

    /// <summary>Resized to the input without keeping the ratio (bilinear, as OpenCV does it): SSDLite and the segmenters.</summary>
    Stretch,

    /// <summary>
    /// Resized to fit a box with the ratio kept (bilinear, as OpenCV does it), zeros right and below after the norm: RetinaNet.
    /// </summary>
    Fit,
}

/// <summary>How framings differ.</summary>
internal static class FramingProperties
{
    /// <summary>Whether the network sees only a part of the picture.</summary>
    public static bool CutsPicture(this FramingKind kind) => kind switch
    {
        FramingKind.Crop => true,
        FramingKind.Stretch or FramingKind.Fit => false,
    };

    /// <summary>Whether the spec gives the size of a box that the picture is made to fit.</summary>
    public static bool HasBox(this FramingKind kind) => kind switch
    {
        FramingKind.Fit => true,
        FramingKind.Crop or FramingKind.Stretch => false,
    };
}

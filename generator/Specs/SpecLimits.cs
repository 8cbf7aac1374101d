namespace Emo.Codegen.Specs;

/// <summary>Ranges that a spec, its schema and the attribute's overrides share.</summary>
internal static class SpecLimits
{
    public const int MinInput = 32;
    public const int MaxInput = 2048;
    public const int MaxClasses = 100_000;
    public const int MaxWidth = 4096;
    public const int MaxDepth = 64;
    public const int MaxStages = 8;
    public const int MaxKernel = 11;
    public const double MaxExpansion = 16;
    public const int MaxPreWidth = 8192;
    public const int MaxResize = 8192;

    /// <summary>Classes of a detector, which has channels for each.</summary>
    public const int MaxDetectorClasses = 4096;

    /// <summary>Classes of a segmenter, whose labels are bytes.</summary>
    public const int MaxSegmenterClasses = 256;
    public const int MaxExtraLevels = 7;
    public const int MaxLevels = MaxStages + 1 + MaxExtraLevels;
    public const int MaxHeadDepth = 16;
    public const int MaxDetections = 100_000;
    public const int MaxAnchorPixels = 4096;
    public const int MaxAnchorScale = 64;
    public const int MaxAnchorRatio = 100;
    public const int MaxRatios = 16;
    public const int MaxBranches = 8;
    public const int MaxDilation = 256;
    public const int MaxPoolSize = 64;
}

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
}

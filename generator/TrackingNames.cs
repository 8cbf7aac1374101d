namespace Emo.Codegen;

/// <summary>The names of the pipeline's steps; tests assert when each of them runs.</summary>
internal static class TrackingNames
{
    public const string Declarations = nameof(Declarations);
    public const string Specs = nameof(Specs);
    public const string ResolvedSpecs = nameof(ResolvedSpecs);
    public const string SelectedModels = nameof(SelectedModels);
    public const string PlannedModels = nameof(PlannedModels);
    public const string VectorWidths = nameof(VectorWidths);
    public const string Apis = nameof(Apis);
    public const string Shared = nameof(Shared);
    public const string Implementations = nameof(Implementations);
}

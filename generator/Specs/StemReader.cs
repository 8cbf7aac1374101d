namespace Emo.Codegen.Specs;

/// <summary>The <c>stem</c> object.</summary>
internal static class StemReader
{
    /// <summary>Stands for the stem of a backbone.</summary>
    public static StemSpec Unresolved { get; } = new(1, 3, NormKind.Batch, ActivationKind.Silu, 1);

    public static StemSpec Read(ObjectReader root)
    {
        var stem = root.Object("stem", required: true);
        if (stem is null)
            return Unresolved;
        int width = stem.Int("width", 1, SpecLimits.MaxWidth);
        var spec = new StemSpec(
            width,
            KernelSizes.Read(stem),
            stem.Enum<NormKind>("norm", NormKind.Batch),
            stem.Activation(ActivationKind.Silu),
            SqueezeExcites.Read(stem, defaultValue: 1));
        SqueezeExcites.Check(stem, width, spec.SqueezeExcite);
        stem.Finish();
        return spec;
    }
}

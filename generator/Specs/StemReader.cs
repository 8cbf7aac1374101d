using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>The <c>stem</c> object.</summary>
internal static class StemReader
{
    private const double DefaultNormEpsilon = 1e-6;

    /// <summary>Properties of the block behind the convolution.</summary>
    private static readonly string[] s_ofBlock = ["activation", "squeezeExcite"];

    /// <summary>Stands for the stem of a backbone.</summary>
    public static StemSpec Unresolved { get; } = new(
        Width: 1,
        KernelSize: 3,
        Bias: true,
        NormKind.Batch,
        DefaultNormEpsilon,
        ActivationKind.None,
        HasDepthwise: true,
        ActivationKind.Silu,
        SqueezeExcite: 1);

    public static StemSpec Read(ObjectReader root, Problems problems)
    {
        var stem = root.Object("stem", required: true);
        if (stem is null)
            return Unresolved;
        int width = stem.Int("width", 1, SpecLimits.MaxWidth);
        bool hasDepthwise = stem.Bool("depthwise", defaultValue: true);
        var spec = new StemSpec(
            width,
            KernelSizes.Read(stem),
            stem.Bool("bias", defaultValue: true),
            stem.Enum<NormKind>("norm", NormKind.Batch),
            NormEpsilons.Read(stem, DefaultNormEpsilon),
            stem.Activation("convolutionActivation", ActivationKind.None),
            hasDepthwise,
            stem.Activation("activation", ActivationKind.Silu),
            SqueezeExcites.Read(stem, defaultValue: hasDepthwise ? 1 : 0));
        SqueezeExcites.Check(stem, width, spec.SqueezeExcite);
        if (!hasDepthwise)
            CheckIsOneConvolution(stem, problems);
        stem.Finish();
        return spec;
    }

    private static void CheckIsOneConvolution(ObjectReader stem, Problems problems)
    {
        foreach (string name in s_ofBlock.Where(stem.Has))
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                stem.At(name),
                $"'{name}' belongs to the block behind the stem's convolution, which 'depthwise' false leaves out");
        }
    }
}

using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The <c>backbone</c> object, which stands for a stem and stages.</summary>
internal static class BackboneReader
{
    private static readonly string[] s_own = ["stem", "stages", "tensorNames"];

    /// <summary>Null where the spec has a stem and stages, or ought to have them.</summary>
    public static BackboneJson? Read(ObjectReader root, Problems problems)
    {
        if (!root.Has("backbone"))
            return null;
        foreach (string own in s_own.Where(root.Skip))
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                root.At(own),
                $"The backbone brings its {own}: a spec has a backbone, or a stem and stages of its own");
        }

        var backbone = root.Object("backbone", required: true);
        var spec = backbone?.String("spec", required: true);
        int window = backbone?.Int("window", 0, SpecLimits.MaxInput, defaultValue: -1) ?? -1;
        var norm = backbone?.OptionalEnum<NormKind>("depthwiseNorm");
        ActivationKind? activation = backbone is not null && backbone.TryActivation("depthwiseActivation", out var kind) ? kind : null;
        backbone?.Finish();
        var overrides = new BackboneOverrides(window < 0 ? null : window, norm, activation);
        return new BackboneJson(spec, overrides, backbone?.At("window") ?? root.At("backbone"));
    }
}

/// <summary>What a <c>backbone</c> says and where. Without a name there is a problem.</summary>
internal sealed record BackboneJson(JsonString? Spec, BackboneOverrides Overrides, JsonValue WindowAt);

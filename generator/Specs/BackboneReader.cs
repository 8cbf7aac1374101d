using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The <c>backbone</c> object, which stands for a stem and stages.</summary>
internal static class BackboneReader
{
    private static readonly string[] s_own = ["stem", "stages", "tensorNames"];
    private static readonly string[] s_overrides = ["window", "depthwiseNorm", "depthwiseActivation"];

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
        var written = s_overrides.Where(name => backbone?.Has(name) ?? false).ToDictionary(name => name, name => backbone!.At(name));
        return new BackboneJson(spec, overrides, written, root.At("backbone"));
    }
}

/// <summary>What a <c>backbone</c> says and where, its overrides by name. Without the name of a spec there is a problem.</summary>
internal sealed record BackboneJson(
    JsonString? Spec, BackboneOverrides Overrides, IReadOnlyDictionary<string, JsonValue> Written, JsonValue At)
{
    public JsonValue WindowAt => Written.TryGetValue("window", out var window) ? window : At;
}

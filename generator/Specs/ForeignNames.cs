namespace Emo.Codegen.Specs;

/// <summary>
/// Names that upstream has (model/basic_modules.py, get_norm and get_act; model/lib_emo/basic_modules.py of EMOv2) and specs have not:
/// those of kinds that have another name here, and those of kinds that are not there, and why.
/// </summary>
internal static class ForeignNames
{
    private const string DependsOnPicture =
        "normalizes with the statistics of the map that it is given, also at inference, which no layer here does: " +
        "take 'batch' or 'layer', and train with it.";

    private static readonly Dictionary<string, string> s_none = [];

    private static readonly Dictionary<string, string> s_activations = new()
    {
        ["swish"] = DidYouMean("silu"),
        ["hswish"] = DidYouMean("hardswish"),
        ["hard_swish"] = DidYouMean("hardswish"),
        ["hsigmoid"] = DidYouMean("hardsigmoid"),
        ["hard_sigmoid"] = DidYouMean("hardsigmoid"),
        ["hmish"] = DidYouMean("hardmish"),
        ["hard_mish"] = DidYouMean("hardmish"),
        ["prelu"] =
            "'prelu' learns a slope for each activation, which no layer here has: take 'relu', or 'silu', and train with it.",
    };

    private static readonly Dictionary<string, string> s_norms = new()
    {
        ["bn_2d"] = DidYouMean("batch"),
        ["bn"] = DidYouMean("batch"),
        ["ln_2d"] = DidYouMean("layer"),
        ["ln"] = DidYouMean("layer"),
        ["in_2d"] = $"'in_2d' {DependsOnPicture}",
        ["instance"] = $"'instance' {DependsOnPicture}",
        ["gn"] = $"'gn' {DependsOnPicture}",
        ["group"] = $"'group' {DependsOnPicture}",
    };

    /// <summary>What to say of a name where a value of the enumeration is expected.</summary>
    public static IReadOnlyDictionary<string, string> Of(Type enumeration) =>
        enumeration == typeof(ActivationKind) ? s_activations
        : enumeration == typeof(NormKind) ? s_norms
        : s_none;

    private static string DidYouMean(string name) => $"Did you mean '{name}'?";
}

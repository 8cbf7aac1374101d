using System.Globalization;
using Emo.Codegen.Emission;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Emo.Codegen.Declarations;

/// <summary>
/// The project's <c>EmoVectorWidths</c>: the widths that kernels are emitted for, the widest first, and what of the property is none.
/// </summary>
internal sealed record VectorWidths(EquatableArray<int> Bits, string? Wrong)
{
    /// <summary>What the package's targets make of the property: a semicolon would begin a comment on the way here.</summary>
    public const string OptionName = "build_property.EmoVectorWidthList";

    private static readonly char[] s_separators = [',', ';', ' '];

    /// <summary>Those of every model whose project does not choose.</summary>
    public static readonly VectorWidths All = new(VectorTarget.All.Select(target => target.Bits).ToEquatableArray(), Wrong: null);

    public IReadOnlyList<VectorTarget> Targets => [.. VectorTarget.All.Where(target => Bits.Contains(target.Bits))];

    public static VectorWidths Of(AnalyzerConfigOptions options)
    {
        if (!options.TryGetValue(OptionName, out string? text) || string.IsNullOrWhiteSpace(text))
            return All;
        string[] names = text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
        string? wrong = names.FirstOrDefault(name => !All.Bits.Any(bits => IsNameOf(bits, name)));
        return wrong is null && names.Length > 0
            ? new VectorWidths(All.Bits.Where(bits => names.Any(name => IsNameOf(bits, name))).ToEquatableArray(), Wrong: null)
            : All with { Wrong = wrong ?? text };
    }

    private static bool IsNameOf(int bits, string name) => bits.ToString(CultureInfo.InvariantCulture) == name;
}

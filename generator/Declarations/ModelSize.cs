using System.Globalization;
using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Declarations;

/// <summary>Warns of a network that is in range, but that few machines would want to hold, run or compile.</summary>
internal static class ModelSize
{
    /// <summary>
    /// The largest published network has 25 MB of weights, 6 MB of scratch memory, 1 billion multiply-adds and 0.4 MB of C#.
    /// </summary>
    private const long MaxWeightBytes = 1_000_000_000;
    private const long MaxArenaBytes = 256_000_000;
    private const long MaxMultiplyAdds = 1_000_000_000_000;
    private const long MaxCharacters = 1_200_000;

    public static IEnumerable<DiagnosticInfo> Warnings(PlannedModel model, IReadOnlyCollection<ModelDeclaration> declarations)
    {
        long weights = model.Plan.WeightBytes;
        long arena = model.Plan.ArenaBytes;
        long multiplyAdds = model.Plan.Cost.MultiplyAdds;
        if (weights > MaxWeightBytes || arena > MaxArenaBytes || multiplyAdds > MaxMultiplyAdds)
        {
            yield return Warning(
                DeclarationDiagnostics.LargeModel.Id,
                model.Target,
                declarations,
                Text(weights / 1e6),
                Text(arena / 1e6),
                Text(multiplyAdds / 1e9));
        }
    }

    public static IEnumerable<DiagnosticInfo> Warnings(
        ModelImplementation implementation, IReadOnlyCollection<ModelDeclaration> declarations)
    {
        long characters = implementation.Sources.Sum(source => (long)source.Text.Length)
            + implementation.Shared.Sum(member => (long)member.Text.Length);
        if (characters > MaxCharacters)
        {
            yield return Warning(
                DeclarationDiagnostics.LargeCode.Id,
                implementation.Target,
                declarations,
                (characters / 1e6).ToString("F1", CultureInfo.InvariantCulture),
                Text(implementation.Blocks));
        }
    }

    private static DiagnosticInfo Warning(
        string id, ModelTarget target, IEnumerable<ModelDeclaration> declarations, params string[] figures)
    {
        var location = declarations.First(declaration => declaration.Target == target).SpecLocation;
        return new DiagnosticInfo(id, location, figures.Prepend(target.ClassName).ToEquatableArray());
    }

    private static string Text(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

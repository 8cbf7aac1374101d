using System.Globalization;
using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Declarations;

/// <summary>Warns of a network that is in range, but that few machines would want to hold.</summary>
internal static class ModelSize
{
    /// <summary>The largest published network has 25 MB of weights and 6 MB of scratch memory.</summary>
    private const long MaxWeightBytes = 1_000_000_000;
    private const long MaxArenaBytes = 256_000_000;

    public static IEnumerable<DiagnosticInfo> Warnings(PlannedModel model, IReadOnlyCollection<ModelDeclaration> declarations)
    {
        long weights = model.Plan.WeightFloats * sizeof(float);
        long arena = model.Plan.ArenaFloats * sizeof(float);
        if (weights <= MaxWeightBytes && arena <= MaxArenaBytes)
            yield break;
        var location = declarations.First(declaration => declaration.Target == model.Target).SpecLocation;
        yield return new DiagnosticInfo(
            DeclarationDiagnostics.LargeModel.Id, location, new[] { model.Target.ClassName, Megabytes(weights), Megabytes(arena) }.ToEquatableArray());
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture);
}

using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>Specs of one name: nobody could say which one a model means. Each of the project's is reported, at its name.</summary>
internal static class DuplicateNames
{
    public static IEnumerable<DiagnosticInfo> Problems(IReadOnlyList<SpecReadResult> projectSpecs)
    {
        foreach (var group in projectSpecs.Where(spec => spec.NameLocation is not null).GroupBy(spec => spec.Name))
        {
            bool isShipped = ShippedSpecs.Names.Contains(group.Key);
            foreach (var spec in group)
            {
                if (isShipped)
                    yield return Problem(spec, "a spec that ships with Emo.Codegen");
                else if (group.FirstOrDefault(candidate => candidate.Path != spec.Path) is { } other)
                    yield return Problem(spec, $"'{other.Path}'");
            }
        }
    }

    private static DiagnosticInfo Problem(SpecReadResult spec, string other) =>
        new(SpecDiagnostics.DuplicateName.Id, spec.NameLocation, new[] { spec.Name, other }.ToEquatableArray());
}

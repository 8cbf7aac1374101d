using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>Two specs of one name: nobody could say which one a model means.</summary>
internal static class DuplicateNames
{
    public static IEnumerable<DiagnosticInfo> Problems(IReadOnlyList<SpecReadResult> projectSpecs)
    {
        var taken = ShippedSpecs.All.ToDictionary(spec => spec.Name, spec => "a spec that ships with Emo.Codegen");
        foreach (var spec in projectSpecs.Where(spec => spec.NameLocation is not null))
        {
            if (taken.TryGetValue(spec.Name, out string? owner))
                yield return new DiagnosticInfo(SpecDiagnostics.DuplicateName.Id, spec.NameLocation, new[] { spec.Name, owner }.ToEquatableArray());
            else
                taken.Add(spec.Name, $"'{System.IO.Path.GetFileName(spec.Path)}'");
        }
    }
}

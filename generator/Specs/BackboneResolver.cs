using System.Globalization;
using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Specs;

/// <summary>Puts the stem and the stages of another spec into one that names it as its backbone.</summary>
internal static class BackboneResolver
{
    /// <param name="result">A spec as read.</param>
    /// <param name="projectSpecs">The specs of the project as read; the shipped ones are known.</param>
    public static SpecReadResult Resolve(SpecReadResult result, IReadOnlyCollection<SpecReadResult> projectSpecs) =>
        Resolve(result, projectSpecs, [result]);

    /// <param name="result">A spec as read.</param>
    /// <param name="projectSpecs">The specs of the project as read.</param>
    /// <param name="trail">The specs that lead here, this one last.</param>
    private static SpecReadResult Resolve(
        SpecReadResult result, IReadOnlyCollection<SpecReadResult> projectSpecs, IReadOnlyList<SpecReadResult> trail)
    {
        if (result.Backbone is not { } reference || result.Spec is not { } spec)
            return result;
        var found = SpecCatalog.Find(reference.SpecName, projectSpecs);
        if (found.Count == 0)
        {
            string suggestion = NearestName.Suggest(reference.SpecName, SpecCatalog.Names(projectSpecs));
            return Fail(result, SpecDiagnostics.BackboneNotFound, reference.SpecName, suggestion);
        }

        if (found.Count > 1)
        {
            string paths = string.Join(", ", found.Select(other => other.Path));
            return Fail(result, SpecDiagnostics.AmbiguousBackbone, reference.SpecName, paths);
        }

        if (trail.Contains(found[0]))
            return Fail(result, SpecDiagnostics.CyclicBackbone, reference.SpecName);
        var backbone = Resolve(found[0], projectSpecs, [.. trail, found[0]]);
        if (backbone.Spec is null)
            return Fail(result, LeadsBack(backbone) ? SpecDiagnostics.CyclicBackbone : SpecDiagnostics.BrokenBackbone, reference.SpecName);
        return Check(result, reference, spec with
        {
            TensorNames = backbone.Spec.TensorNames,
            Stem = backbone.Spec.Stem,
            Stages = reference.Overrides.Apply(backbone.Spec.Stages),
        });
    }

    private static bool LeadsBack(SpecReadResult backbone) =>
        backbone.Problems.Any(problem => problem.Id == SpecDiagnostics.CyclicBackbone.Id);

    /// <summary>What could not be checked before the stages were known.</summary>
    private static SpecReadResult Check(SpecReadResult result, BackboneReference reference, ModelSpec spec)
    {
        if (reference.Stages.FirstOrDefault(stage => stage.Stage > spec.Stages.Count) is { } beyond)
        {
            return Fail(
                result,
                SpecDiagnostics.OutOfRange,
                beyond.Location,
                beyond.Property,
                $"\"stage{Text(beyond.Stage)}\"",
                $"stage0 (the stem) to stage{Text(spec.Stages.Count)}, the last of '{reference.SpecName}'");
        }

        foreach (var written in reference.Written)
        {
            if (BackboneOverrides.Objection(written.Property, spec.Stages) is { } useless)
                return Fail(result, SpecDiagnostics.Inconsistent, written.Location, useless);
        }

        if (TensorNamings.Objection(spec) is { } objection)
            return Fail(result, SpecDiagnostics.Inconsistent, objection);
        if (SpecSize.Problem(spec) is { } tooLarge)
            return Fail(result, SpecDiagnostics.TooLarge, tooLarge);
        var warnings = WindowWarnings.Of(spec).Select(warning => new DiagnosticInfo(
            SpecDiagnostics.WindowBeyondMap.Id, reference.WindowLocation, warning.Arguments.ToEquatableArray()));
        return result with { Spec = spec, Backbone = null, Problems = result.Problems.Concat(warnings).ToEquatableArray() };
    }

    private static SpecReadResult Fail(SpecReadResult result, DiagnosticDescriptor descriptor, params string[] arguments) =>
        Fail(result, descriptor, result.Backbone!.Location, arguments);

    private static SpecReadResult Fail(
        SpecReadResult result, DiagnosticDescriptor descriptor, SourceSpan location, params string[] arguments)
    {
        var problem = new DiagnosticInfo(descriptor.Id, location, arguments.ToEquatableArray());
        return result with { Spec = null, Problems = result.Problems.Append(problem).ToEquatableArray() };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Declarations;

/// <summary>Finds the spec of a declaration and applies its overrides.</summary>
internal static class ModelSelector
{
    public static SelectedModel Select(
        ModelDeclaration declaration,
        IReadOnlyList<SpecReadResult> projectSpecs,
        IReadOnlyCollection<LabelsFile> labels,
        EquatableArray<string> otherFiles,
        EquatableArray<string> hintNameClashes)
    {
        var problems = declaration.Problems.ToList();
        var found = FindSpec(declaration, projectSpecs, otherFiles, problems);

        problems.AddRange(declaration.Overrides.SelectMany(argument => Check(argument, found?.Spec)));
        var names = AttributeLabels.Find(declaration, found?.Spec, labels, problems);

        // A spec with problems of its own has them reported at its file.
        var spec = problems.Count > 0 || found?.Spec is null ? null : (Overrides(declaration) with { Names = names }).Apply(found.Spec);
        if (spec is not null && SpecSize.Problem(spec) is { } tooLarge)
        {
            var location = declaration.Overrides.Count > 0 ? declaration.Overrides[0].Location : declaration.Labels?.Location;
            problems.Add(Problem(DeclarationDiagnostics.OverridesTooLarge, location, declaration.Target.ClassName, tooLarge));
            spec = null;
        }

        string hintName = HintNames.Of(declaration.Target, hintNameClashes);
        var skeleton = spec is null ? SkeletonRules.Specs(declaration, found) : EquatableArray<ModelSpec>.Empty;
        return new SelectedModel(declaration.Target, hintName, spec, skeleton, problems.ToEquatableArray());
    }

    private static SpecReadResult? FindSpec(
        ModelDeclaration declaration, IReadOnlyList<SpecReadResult> projectSpecs, EquatableArray<string> otherFiles,
        List<DiagnosticInfo> problems)
    {
        var found = SpecCatalog.Find(declaration.Spec, projectSpecs);
        if (found.Count == 1)
            return found[0];
        problems.Add(found.Count == 0
            ? Problem(
                DeclarationDiagnostics.UnknownSpec, declaration.SpecLocation, declaration.Spec,
                UnknownSpecHints.Of(declaration.Spec, SpecCatalog.Names(projectSpecs), otherFiles))
            : Problem(
                DeclarationDiagnostics.AmbiguousSpec, declaration.SpecLocation, declaration.Spec,
                string.Join(", ", found.Select(spec => spec.Path)), string.Join(", ", found.Select(spec => $"'{spec.Name}'"))));
        return null;
    }

    private static IEnumerable<DiagnosticInfo> Check(OverrideArgument argument, ModelSpec? spec)
    {
        bool isClassCount = argument.Name == nameof(SpecOverrides.ClassCount);
        var (min, max) = isClassCount ? (1, MaxClasses(spec?.Head)) : (SpecLimits.MinInput, SpecLimits.MaxInput);
        if (argument.Value < min || argument.Value > max)
        {
            yield return Problem(
                DeclarationDiagnostics.OverrideOutOfRange, argument.Location, argument.Name, Text(argument.Value), Text(min), Text(max));
        }
        else if (isClassCount && spec is { Head: not ClassHeadSpec })
        {
            yield return Problem(DeclarationDiagnostics.OverrideWithoutClasses, argument.Location, argument.Name, spec.Name);
        }
    }

    /// <summary>Of any head where there is none to ask.</summary>
    private static int MaxClasses(HeadSpec? head) => head is ClassHeadSpec classes ? classes.MaxClasses : SpecLimits.MaxClasses;

    private static SpecOverrides Overrides(ModelDeclaration declaration)
    {
        return new SpecOverrides(
            Value(nameof(SpecOverrides.InputHeight)), Value(nameof(SpecOverrides.InputWidth)), Value(nameof(SpecOverrides.ClassCount)));

        int? Value(string name) => declaration.Overrides.FirstOrDefault(argument => argument.Name == name)?.Value;
    }

    private static DiagnosticInfo Problem(DiagnosticDescriptor descriptor, SourceSpan? location, params string[] arguments) =>
        new(descriptor.Id, location, arguments.ToEquatableArray());

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

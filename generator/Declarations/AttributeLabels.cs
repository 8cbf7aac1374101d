using System.Globalization;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Declarations;

/// <summary>
/// The names of classes that <c>[EmoModel(..., Labels = "labels.txt")]</c> gives a model in place of its spec's, and how many there are.
/// </summary>
internal static class AttributeLabels
{
    /// <summary>Finds the file and checks that it names the classes of the spec's head.</summary>
    /// <param name="declaration">The class.</param>
    /// <param name="spec">Its spec; null where that has problems of its own.</param>
    /// <param name="files">The labels files of the project.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>The names; null where the attribute names no file, or one that cannot be used.</returns>
    public static ClassNames? Find(
        ModelDeclaration declaration, ModelSpec? spec, IReadOnlyCollection<LabelsFile> files, List<DiagnosticInfo> problems)
    {
        if (declaration.Labels is not { } argument)
            return null;
        var found = LabelsFile.Find(argument.FileName, argument.Location?.Path ?? "", files);
        if (found.Count != 1)
        {
            problems.Add(found.Count == 0
                ? Problem(
                    DeclarationDiagnostics.LabelsFileNotFound, argument, argument.FileName,
                    NearestName.Suggest(argument.FileName, files.Select(file => FileNames.Of(file.Path)).ToList()))
                : Unusable(argument, $"is the name of several: {string.Join(", ", found.Select(file => file.Path))}. {WritePath}"));
            return null;
        }

        var lines = found[0].Lines;
        if (spec is { Head: not ClassHeadSpec })
            problems.Add(Problem(DeclarationDiagnostics.OverrideWithoutClasses, argument, "Labels", spec.Name));
        else if (Fault(lines, declaration, spec?.Head as ClassHeadSpec) is { } fault)
            problems.Add(Unusable(argument, fault));
        else
            return new ClassNames(lines.Select(LabelText.Label).ToEquatableArray(), Palette(lines));
        return null;
    }

    private const string WritePath = "Write the path relative to this file";

    private static string? Fault(EquatableArray<string> lines, ModelDeclaration declaration, ClassHeadSpec? head)
    {
        if (lines.Count == 0)
            return "is empty: it needs a line for each class";
        int bad = lines.Select(LabelText.Label).ToList().FindIndex(label => !LabelText.IsLine(label));
        if (bad >= 0)
            return $"has no label in line {Text(bad + 1)}: it is empty, longer than 200 characters, or holds a control character";
        int colours = Palette(lines).Count;
        if (colours > 0 && colours < lines.Count)
            return $"has a colour for {Text(colours)} of its {Text(lines.Count)} labels: it must be all or none";
        if (head is not null && lines.Count > head.MaxClasses)
            return $"has {Text(lines.Count)} labels, and such a network has at most {Text(head.MaxClasses)} classes";
        return declaration.Overrides.FirstOrDefault(argument => argument.Name == nameof(SpecOverrides.ClassCount)) is { } count
            && count.Value != lines.Count
                ? $"has {Text(lines.Count)} labels, but ClassCount is {Text(count.Value)}: remove ClassCount, which the labels give"
                : null;
    }

    private static EquatableArray<int> Palette(EquatableArray<string> lines) =>
        lines.Select(LabelText.Colour).OfType<int>().ToEquatableArray();

    private static DiagnosticInfo Unusable(LabelsArgument argument, string fault) =>
        Problem(DeclarationDiagnostics.UnusableLabels, argument, argument.FileName, fault);

    private static DiagnosticInfo Problem(DiagnosticDescriptor descriptor, LabelsArgument argument, params string[] arguments) =>
        new(descriptor.Id, argument.Location, arguments.ToEquatableArray());

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

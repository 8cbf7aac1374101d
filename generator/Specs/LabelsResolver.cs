using System.Globalization;
using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Specs;

/// <summary>Puts the labels of a labels file into a spec that names one.</summary>
internal static class LabelsResolver
{
    public static SpecReadResult Resolve(SpecReadResult result, IReadOnlyCollection<LabelsFile> files)
    {
        if (result.Labels is not { } reference)
            return result;
        var found = LabelsFile.Find(reference.FileName, result.Path, files);
        return found.Count > 1
            ? Fail(result, SpecDiagnostics.AmbiguousLabels, reference.FileName, string.Join(", ", found.Select(file => file.Path)))
            : Resolve(result, found.Count == 1 ? found[0].Labels : null);
    }

    /// <param name="result">A spec as read.</param>
    /// <param name="labels">The lines of the labels file that the spec names, or null if there is none.</param>
    public static SpecReadResult Resolve(SpecReadResult result, EquatableArray<string>? labels)
    {
        if (result.Labels is not { } reference || result.Spec?.Head is not ClassifierHeadSpec head)
            return result;
        if (labels is not { } lines)
            return Fail(result, SpecDiagnostics.LabelsNotFound, reference.FileName);
        if (lines.Count != head.Classes)
            return Fail(result, SpecDiagnostics.LabelCount, Text(lines.Count), Text(head.Classes));
        int bad = lines.ToList().FindIndex(line => !LabelText.IsLine(line));
        if (bad >= 0)
            return Fail(result, SpecDiagnostics.OutOfRange, "labels", $"a control character in line {Text(bad + 1)} of '{reference.FileName}'", "plain text");
        return result with { Spec = result.Spec with { Head = head with { Labels = lines } } };
    }

    private static SpecReadResult Fail(SpecReadResult result, DiagnosticDescriptor descriptor, params string[] arguments) => result with
    {
        Spec = null,
        Problems = result.Problems.Append(new DiagnosticInfo(descriptor.Id, result.Labels!.Location, arguments.ToEquatableArray())).ToEquatableArray(),
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

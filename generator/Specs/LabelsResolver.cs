using System.Globalization;
using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Specs;

/// <summary>Puts the labels of a labels file, and its palette, into a spec that names one.</summary>
internal static class LabelsResolver
{
    public static SpecReadResult Resolve(SpecReadResult result, IReadOnlyCollection<LabelsFile> files)
    {
        if (result.Labels is not { } reference)
            return result;
        var found = LabelsFile.Find(reference.FileName, result.Path, files);
        return found.Count > 1
            ? Fail(result, SpecDiagnostics.AmbiguousLabels, reference.FileName, string.Join(", ", found.Select(file => file.Path)))
            : Resolve(result, found.Count == 1 ? found[0].Lines : null);
    }

    /// <param name="result">A spec as read.</param>
    /// <param name="lines">The lines of the labels file that the spec names, or null if there is none.</param>
    public static SpecReadResult Resolve(SpecReadResult result, EquatableArray<string>? lines)
    {
        if (result.Labels is not { } reference || result.Spec?.Head is not ClassHeadSpec head)
            return result;
        if (lines is not { } found)
            return Fail(result, SpecDiagnostics.LabelsNotFound, reference.FileName);
        if (found.Count != head.Classes)
            return Fail(result, SpecDiagnostics.LabelCount, Text(found.Count), Text(head.Classes));
        var labels = found.Select(LabelText.Label).ToList();
        int bad = labels.FindIndex(label => !LabelText.IsLine(label));
        if (bad >= 0)
        {
            string where = $"a control character in line {Text(bad + 1)} of '{reference.FileName}'";
            return Fail(result, SpecDiagnostics.OutOfRange, "labels", where, "plain text, or a name, a tab and a colour as #rrggbb");
        }

        var palette = found.Select(LabelText.Colour).OfType<int>().ToEquatableArray();
        if (palette.Count > 0 && palette.Count < found.Count)
        {
            string some = $"{Text(palette.Count)} of its {Text(found.Count)} labels";
            return Fail(result, SpecDiagnostics.Inconsistent, $"'{reference.FileName}' has a colour for {some}: it must be all or none");
        }

        return result with { Spec = result.Spec with { Head = head.WithNames(labels.ToEquatableArray(), palette) } };
    }

    private static SpecReadResult Fail(SpecReadResult result, DiagnosticDescriptor descriptor, params string[] arguments) => result with
    {
        Spec = null,
        Problems = result.Problems
            .Append(new DiagnosticInfo(descriptor.Id, result.Labels!.Location, arguments.ToEquatableArray()))
            .ToEquatableArray(),
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The <c>labels</c> of a head: the names, or the name of a file with them.</summary>
internal static class LabelsReader
{
    public static EquatableArray<string> Read(ObjectReader head, int classes, Problems problems, out JsonString? file)
    {
        file = head.At("labels") as JsonString;
        if (file is not null)
            head.String("labels", required: false);
        else if (head.Array("labels", required: false) is { } array)
            return ReadNames(array, classes, problems);
        return EquatableArray<string>.Empty;
    }

    private static EquatableArray<string> ReadNames(JsonArray array, int classes, Problems problems)
    {
        foreach (var item in array.Items.Where(item => item is not JsonString))
            problems.Add(SpecDiagnostics.WrongType, item, "labels", "an array of strings or the name of a file", item.Kind);
        foreach (var item in array.Items.OfType<JsonString>().Where(item => !LabelText.IsLine(item.Value)))
        {
            problems.Add(
                SpecDiagnostics.OutOfRange,
                item,
                "labels",
                "an empty or long label, or one with a line break or control character",
                "labels of 1 to 200 characters");
        }

        if (array.Items.Count != classes)
            problems.Add(SpecDiagnostics.LabelCount, array, Text(array.Items.Count), Text(classes));
        return array.Items.OfType<JsonString>().Select(item => item.Value).ToEquatableArray();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

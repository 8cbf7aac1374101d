using System.Globalization;
using System.Text.RegularExpressions;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The <c>head</c> object: a classifier, or the outputs of named stages.</summary>
internal static class HeadReader
{
    public static HeadSpec Read(ObjectReader root, int stages, Problems problems, out JsonString? labelsFile)
    {
        labelsFile = null;
        var head = root.Object("head", required: true);
        if (head is null)
            return new FeaturesHeadSpec(EquatableArray<string>.Empty);
        var kind = head.Enum<HeadKind>("type");
        if (head.At("type") is not JsonString { Value: "classifier" or "features" })
            return new FeaturesHeadSpec(EquatableArray<string>.Empty); // Nobody knows which properties such a head has.
        HeadSpec spec = kind == HeadKind.Classifier
            ? ReadClassifier(head, problems, out labelsFile)
            : ReadFeatures(head, stages, problems);
        head.Finish();
        return spec;
    }

    private static ClassifierHeadSpec ReadClassifier(ObjectReader head, Problems problems, out JsonString? labelsFile)
    {
        int classes = head.Int("classes", 1, SpecLimits.MaxClasses);
        int preWidth = head.Int("preWidth", 0, SpecLimits.MaxPreWidth, defaultValue: 0);
        labelsFile = head.At("labels") as JsonString;
        var labels = EquatableArray<string>.Empty;
        if (labelsFile is not null)
            head.String("labels", required: false);
        else if (head.Array("labels", required: false) is { } array)
            labels = ReadLabels(array, classes, problems);
        return new ClassifierHeadSpec(classes, labels, preWidth);
    }

    private static EquatableArray<string> ReadLabels(JsonArray array, int classes, Problems problems)
    {
        foreach (var item in array.Items.Where(item => item is not JsonString))
            problems.Add(SpecDiagnostics.WrongType, item, "labels", "an array of strings or the name of a file", item.Kind);
        foreach (var item in array.Items.OfType<JsonString>().Where(item => !LabelText.IsLine(item.Value)))
            problems.Add(SpecDiagnostics.OutOfRange, item, "labels", "an empty or long label, or one with a line break or control character", "labels of 1 to 200 characters");
        if (array.Items.Count != classes)
            problems.Add(SpecDiagnostics.LabelCount, array, Text(array.Items.Count), Text(classes));
        return array.Items.OfType<JsonString>().Select(item => item.Value).ToEquatableArray();
    }

    private static FeaturesHeadSpec ReadFeatures(ObjectReader head, int stages, Problems problems)
    {
        var array = head.Array("outputs", required: true);
        var outputs = new List<string>();
        if (array is { Items.Count: 0 })
            problems.Add(SpecDiagnostics.OutOfRange, array, "outputs", "an empty array", "the names of one or more stages");
        int previous = -1;
        foreach (var item in array?.Items ?? EquatableArray<JsonValue>.Empty)
        {
            if (item is not JsonString { Value: var name })
            {
                problems.Add(SpecDiagnostics.WrongType, item, "outputs", "an array of stage names", item.Kind);
                continue;
            }

            int stage = Regex.IsMatch(name, "^stage[0-8]\\z") ? name[name.Length - 1] - '0' : -1;
            if (stage < 0 || stage > stages)
                problems.Add(SpecDiagnostics.OutOfRange, item, "outputs", $"\"{(name.Length <= 64 ? name : name.Substring(0, 61) + "...")}\"", $"stage0 (the stem) to stage{Text(stages)}");
            else if (stage <= previous)
                problems.Add(SpecDiagnostics.Inconsistent, item, "The outputs must be in the order of the stages, each once");
            previous = Math.Max(previous, stage);
            outputs.Add(name);
        }

        return new FeaturesHeadSpec(outputs.ToEquatableArray());
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private enum HeadKind
    {
        Classifier,
        Features,
    }
}

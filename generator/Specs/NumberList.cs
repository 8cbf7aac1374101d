using System.Globalization;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>An array of numbers within a range. One that is wrong is reported and replaced, so that the others are still checked.</summary>
internal sealed record NumberList(double Min, double Max, bool Whole, int MinCount, int MaxCount)
{
    private string Kind => Whole ? "whole numbers" : "numbers";

    public EquatableArray<int> Ints(ObjectReader reader, string name, Problems problems) =>
        Read(reader, name, problems).Select(value => (int)value).ToEquatableArray();

    public EquatableArray<double> Doubles(ObjectReader reader, string name, Problems problems) =>
        Read(reader, name, problems).ToEquatableArray();

    /// <summary>An array of such arrays.</summary>
    public EquatableArray<EquatableArray<int>> Nested(ObjectReader reader, string name, int maxCount, Problems problems)
    {
        var array = reader.Array(name, required: true);
        if (array is null)
            return EquatableArray<EquatableArray<int>>.Empty;
        if (array.Items.Count is 0 || array.Items.Count > maxCount)
        {
            problems.Add(
                SpecDiagnostics.OutOfRange,
                array,
                name,
                $"an array of {Text(array.Items.Count)}",
                $"1 to {Text(maxCount)} arrays of {Kind}");
        }

        foreach (var item in array.Items.Where(item => item is not JsonArray))
            problems.Add(SpecDiagnostics.WrongType, item, name, $"an array of arrays of {Kind}", item.Kind);
        return array.Items
            .Select(item => item is JsonArray numbers
                ? Read(numbers, name, problems).Select(value => (int)value).ToEquatableArray()
                : EquatableArray<int>.Empty)
            .ToEquatableArray();
    }

    private List<double> Read(ObjectReader reader, string name, Problems problems) =>
        reader.Array(name, required: true) is { } array ? Read(array, name, problems) : [];

    private List<double> Read(JsonArray array, string name, Problems problems)
    {
        if (array.Items.Count < MinCount || array.Items.Count > MaxCount)
        {
            problems.Add(
                SpecDiagnostics.OutOfRange,
                array,
                name,
                $"an array of {Text(array.Items.Count)}",
                $"{Text(MinCount)} to {Text(MaxCount)} {Kind}");
        }

        return array.Items.Select(item => Read(item, name, problems)).ToList();
    }

    private double Read(JsonValue item, string name, Problems problems)
    {
        if (item is not JsonNumber number)
            problems.Add(SpecDiagnostics.WrongType, item, name, $"an array of {Kind}", item.Kind);
        else if (number.Value < Min || number.Value > Max || (Whole && number.Value != Math.Floor(number.Value)))
            problems.Add(SpecDiagnostics.OutOfRange, item, name, Text(number.Value), $"{Kind} from {Text(Min)} to {Text(Max)}");
        else
            return number.Value;
        return Min;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

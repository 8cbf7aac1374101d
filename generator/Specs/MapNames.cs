using System.Globalization;
using System.Text.RegularExpressions;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>
/// Arrays of the names of maps, in their order: <c>stage0</c> and up, behind them <c>neck.0</c> and up. How many stages there are is
/// null where a backbone brings them; then the highest that each array names is kept in <see cref="Unchecked"/>.
/// </summary>
internal sealed class MapNames(int? stages, Problems problems)
{
    private const string StagePrefix = "stage";
    private const string LevelPrefix = "neck.";

    public List<(string Property, int Stage, JsonValue At)> Unchecked { get; } = [];

    /// <summary>Stages, by number.</summary>
    /// <param name="reader">The object with the array.</param>
    /// <param name="property">The array's name.</param>
    public EquatableArray<int> ReadStages(ObjectReader reader, string property) =>
        ReadAll(reader, property, levels: 0).Select(map => Math.Max(0, map.Position)).ToEquatableArray();

    /// <summary>Stages and levels, by name.</summary>
    /// <param name="reader">The object with the array.</param>
    /// <param name="property">The array's name.</param>
    /// <param name="levels">How many levels of a neck may be named; null for any.</param>
    /// <param name="maxCount">How many names there may be.</param>
    public EquatableArray<string> Read(ObjectReader reader, string property, int? levels, int maxCount = int.MaxValue) =>
        ReadAll(reader, property, levels, maxCount).Select(map => map.Name).ToEquatableArray();

    /// <summary>Whether a name that was read is that of a level.</summary>
    public static bool IsLevel(string name) => name.StartsWith(LevelPrefix, StringComparison.Ordinal);

    /// <summary>What a name that was read stands for.</summary>
    /// <param name="name">The name.</param>
    /// <param name="stages">Something of each stage, the stem first.</param>
    /// <param name="levels">Something of each level.</param>
    public static T Find<T>(string name, IReadOnlyList<T> stages, IReadOnlyList<T> levels)
    {
        bool isLevel = IsLevel(name);
        int index = int.Parse(name.Substring((isLevel ? LevelPrefix : StagePrefix).Length), CultureInfo.InvariantCulture);
        return isLevel ? levels[index] : stages[index];
    }

    private List<(string Name, int Position)> ReadAll(ObjectReader reader, string property, int? levels, int maxCount = int.MaxValue)
    {
        var array = reader.Array(property, required: true);
        var maps = new List<(string Name, int Position)>();
        if (array is { Items.Count: 0 })
            problems.Add(SpecDiagnostics.OutOfRange, array, property, "an empty array", "the names of one or more stages");
        else if (array is not null && array.Items.Count > maxCount)
            problems.Add(SpecDiagnostics.OutOfRange, array, property, $"an array of {Text(array.Items.Count)}", Names(maxCount));
        int previous = -1;
        (int Stage, JsonValue At)? highest = null;
        foreach (var item in array?.Items ?? EquatableArray<JsonValue>.Empty)
        {
            if (item is not JsonString { Value: var name })
            {
                problems.Add(SpecDiagnostics.WrongType, item, property, "an array of stage names", item.Kind);
                continue;
            }

            int position = Position(name, levels);
            if (position < 0)
                problems.Add(SpecDiagnostics.OutOfRange, item, property, $"\"{Shorten(name)}\"", Allowed(levels));
            else if (position <= previous)
                problems.Add(SpecDiagnostics.Inconsistent, item, $"The {property} must be in the order of the stages, each once");
            if (position <= SpecLimits.MaxStages && position > (highest?.Stage ?? -1))
                highest = (position, item);
            previous = Math.Max(previous, position);
            maps.Add((name, position));
        }

        if (stages is null && highest is var (stage, at))
            Unchecked.Add((property, stage, at));
        return maps;
    }

    /// <summary>A stage's number; levels count behind the last stage. A name of nothing is -1.</summary>
    private int Position(string name, int? levels)
    {
        var match = Regex.Match(name, @"^(stage|neck\.)(0|[1-9][0-9]?)\z");
        if (!match.Success)
            return -1;
        int index = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        bool isStage = match.Groups[1].Value == "stage";
        int last = isStage ? stages ?? SpecLimits.MaxStages : (levels - 1) ?? int.MaxValue;
        return index > last ? -1 : isStage ? index : SpecLimits.MaxStages + 1 + index;
    }

    private static string Names(int maxCount) => maxCount == 1 ? "the name of one map" : $"the names of 1 to {Text(maxCount)} maps";

    private string Allowed(int? levels)
    {
        string all = $"stage0 (the stem) to stage{Text(stages ?? SpecLimits.MaxStages)}";
        return levels switch
        {
            null => $"{all}, or a level of the neck: neck.0 and up",
            0 => all,
            { } count => $"{all}, or neck.0 to neck.{Text(count - 1)}",
        };
    }

    private static string Shorten(string name) => name.Length <= 64 ? name : name.Substring(0, 61) + "...";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

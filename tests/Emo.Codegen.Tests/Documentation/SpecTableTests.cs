using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Emo.Codegen.Tests.Documentation;

/// <summary>The table of properties in docs/specs.md says what the schema says: names, values, defaults.</summary>
public sealed partial class SpecTableTests
{
    private static readonly JsonObject s_schema = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "specs", "emo-spec.schema.json")))!.AsObject();
    private static readonly ILookup<string, JsonObject> s_properties = Properties(s_schema, "").ToLookup(
        property => property.Name, property => property.Schema);
    private static readonly HashSet<string> s_required = [.. Required(s_schema, "")];
    private static readonly Dictionary<string, (string Values, string Default)> s_rows = Rows();

    private static readonly string[] s_bounds = ["minimum", "exclusiveMinimum", "maximum"];
    private static readonly string[] s_itemBounds = ["minItems", "maxItems"];
    private static readonly string[] s_booleans = ["true", "false"];

    public static TheoryData<string> Names => [.. s_properties.Select(property => property.Key)];

    [Fact]
    public void Every_property_has_a_row_and_every_row_a_property() =>
        Assert.Equal(s_properties.Select(property => property.Key).Order(), s_rows.Keys.Order());

    /// <summary>A row is about a property of one name in all kinds of necks and heads that have it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_row_has_the_values_and_the_default_of_the_schema(string name)
    {
        var (values, defaultValue) = s_rows[name];
        string[] words = WordPattern().Split(
            values.Replace(",", " ", StringComparison.Ordinal).Replace("100 000", "100000", StringComparison.Ordinal));
        Assert.All(s_properties[name], schema => CheckValues(name, schema, words));
        Assert.Equal(s_required.Contains(name), defaultValue.Length == 0);
        var defaultNodes = s_properties[name].Select(schema => schema["default"]).OfType<JsonNode>();
        string[] defaults = [.. defaultNodes.Select(node => Plain(node.ToJsonString())).Distinct()];
        if (defaults.Length == 1)
            Assert.Equal(defaults[0], Plain(defaultValue));
        Assert.All(defaults, expected => Assert.Contains(expected, Plain(defaultValue), StringComparison.Ordinal));
    }

    private static void CheckValues(string name, JsonObject schema, string[] words)
    {
        var range = schema["items"] as JsonObject ?? schema;
        foreach (string bound in s_bounds.Where(bound => range[bound] is not null))
            Assert.Contains(range[bound]!.ToJsonString(), words);
        foreach (string bound in s_itemBounds.Where(bound => name == "stages" && schema[bound] is not null))
            Assert.Contains(schema[bound]!.ToJsonString(), words);
        if (schema["enum"] is JsonArray names)
            Assert.All(names, allowed => Assert.Contains(allowed!.ToString(), words));
        if ((string?)schema["type"] == "boolean")
            Assert.All(s_booleans, allowed => Assert.Contains(allowed, words));
    }

    private static Dictionary<string, (string Values, string Default)> Rows()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "specs.md"));
        return RowPattern().Matches(page)
            .SelectMany(row => NamePattern().Matches(row.Groups[1].Value), (row, name) => (Row: row, Name: name.Groups[1].Value))
            .ToDictionary(
                pair => pair.Name,
                pair => (pair.Row.Groups[2].Value.Replace("`", "", StringComparison.Ordinal), pair.Row.Groups[3].Value.Trim()));
    }

    private static IEnumerable<(string Name, JsonObject Schema)> Properties(JsonObject schema, string prefix) =>
        Objects(schema, prefix).SelectMany(each => each.Schema["properties"]!.AsObject().SelectMany(property =>
        {
            var value = Resolve(property.Value!.AsObject());
            return Properties(value, each.Prefix + property.Key + ".").Prepend((each.Prefix + property.Key, value));
        }));

    private static IEnumerable<string> Required(JsonObject schema, string prefix) =>
        Objects(schema, prefix).SelectMany(each =>
            (each.Schema["required"]?.AsArray() ?? []).Select(name => each.Prefix + name)
                .Concat(
                    each.Schema["properties"]!.AsObject().SelectMany(
                        property => Required(Resolve(property.Value!.AsObject()), each.Prefix + property.Key + "."))));

    /// <summary>The objects that a value may be: itself, the items of an array, one of several.</summary>
    private static IEnumerable<(JsonObject Schema, string Prefix)> Objects(JsonObject schema, string prefix)
    {
        if (schema["properties"] is not null)
            return [(schema, prefix)];
        if (schema["items"] is JsonObject items)
            return Objects(Resolve(items), prefix.TrimEnd('.') + "[].");
        return (schema["oneOf"]?.AsArray() ?? []).SelectMany(alternative => Objects(Resolve(alternative!.AsObject()), prefix));
    }

    /// <summary>A reference with what stands beside it.</summary>
    private static JsonObject Resolve(JsonObject schema)
    {
        if ((string?)schema["$ref"] is not { } reference)
            return schema;
        var resolved = s_schema["definitions"]![reference["#/definitions/".Length..]]!.DeepClone().AsObject();
        foreach (var (name, value) in schema.Where(property => property.Key != "$ref"))
            resolved[name] = value!.DeepClone();
        return resolved;
    }

    private static string Plain(string text) => PunctuationPattern().Replace(text, "");

    [GeneratedRegex(@"^\| (`.*?) \| (.*?) \|(.*?)\|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex("`(.*?)`")]
    private static partial Regex NamePattern();

    [GeneratedRegex("[ :()]+")]
    private static partial Regex WordPattern();

    [GeneratedRegex("[`\" \\[\\]]")]
    private static partial Regex PunctuationPattern();
}

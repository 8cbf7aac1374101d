using System.Text.Json.Nodes;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Specs;

/// <summary>The schema that editors use and the reader of the compiler know the same properties, ranges and names.</summary>
public sealed class SchemaTests
{
    private static readonly JsonNode s_schema = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "specs", "emo-spec.schema.json")))!;

    public static TheoryData<string, string> Objects => new()
    {
        { "input", """{ "height": 32, "width": 32 }""" },
        { "preprocessing", "{ }" },
        { "stem", """{ "width": 8 }""" },
        { "stage", """{ "depth": 2, "width": 8, "expansion": 2 }""" },
        { "block", "{ }" },
        { "attention", """{ "headWidth": 4 }""" },
        { "classifier", """{ "type": "classifier", "classes": 2 }""" },
        { "features", """{ "type": "features", "outputs": ["stage1"] }""" },
        { "backbone", """{ "spec": "emo-1m" }""" },
        { "ssdNeck", """{ "type": "ssd", "inputs": ["stage0", "stage1"], "extraWidths": [6] }""" },
        { "fpnNeck", """{ "type": "fpn", "inputs": ["stage0", "stage1"], "width": 6 }""" },
        { "ssdlite", TestSpecs.SsdLite },
        { "ssdAnchors", """{ "strides": [2, 4, 8], "minSizes": [4, 8, 16], "maxSizes": [8, 16, 32], "ratios": [[2], [2, 3], []] }""" },
        { "retina", TestSpecs.Retina },
        { "octaveAnchors", """{ "strides": [2, 4, 8], "baseScale": 4, "scalesPerOctave": 2, "ratios": [1, 2] }""" },
        { "aspp", TestSpecs.Aspp },
        { "psp", TestSpecs.Psp },
        { "fpn", TestSpecs.SemanticFpn },
        { "segformer", TestSpecs.Segformer },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void Every_property_of_the_schema_is_known_to_the_reader(string definition, string smallest)
    {
        foreach (var (name, _) in Properties(definition))
        {
            // Null is of the wrong type for every property but one, and unknown for none.
            var json = JsonNode.Parse(smallest)!.AsObject();
            json[name] = null;
            var result = Read(definition, json.ToJsonString());
            Assert.DoesNotContain(result.Problems, problem => problem.Id == "EMO0101");
            Assert.Equal((definition, name) == ("block", "attention"), result.Problems.Count == 0);
        }

        var unknown = JsonNode.Parse(smallest)!.AsObject();
        unknown["nobody-knows-this"] = 1;
        var problem = Assert.Single(Read(definition, unknown.ToJsonString()).Problems);
        Assert.Equal("EMO0101", problem.Id);
        Assert.False((bool)s_schema["definitions"]![definition]!["additionalProperties"]!);
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Required_properties_are_the_same(string definition, string smallest)
    {
        string[] required = [.. s_schema["definitions"]![definition]!["required"]?.AsArray().Select(name => (string)name!) ?? []];
        Assert.Equal(required.Order(), JsonNode.Parse(smallest)!.AsObject().Select(property => property.Key).Order());
        Assert.Empty(Read(definition, smallest).Problems);
        foreach (string name in required)
        {
            var json = JsonNode.Parse(smallest)!.AsObject();
            json.Remove(name);
            Assert.Contains(
                Read(definition, json.ToJsonString()).Problems, problem => problem.Id == "EMO0102" && problem.Arguments[1] == name);
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_reader_refuses_what_lies_outside_the_ranges_of_the_schema(string definition, string smallest)
    {
        foreach (var (name, property) in Properties(definition).Where(property => property.Value!["maximum"] is not null))
        {
            AssertAccepted(name, (double)property!["maximum"]!, false, beyond: 1);
            if (property["minimum"] is { } minimum)
                AssertAccepted(name, (double)minimum, definition == "preprocessing", beyond: -1);
        }

        // A value at the limit may be inconsistent with others, but it is in range; one beyond is not.
        void AssertAccepted(string name, double limit, bool mayCollide, double beyond)
        {
            Assert.True(mayCollide || !IsOutOfRange(name, limit), $"{definition}.{name}: {limit}");
            Assert.True(IsOutOfRange(name, limit + beyond), $"{definition}.{name}: {limit + beyond}");
        }

        bool IsOutOfRange(string name, double value)
        {
            var json = JsonNode.Parse(smallest)!.AsObject();
            json[name] = value;
            return Read(definition, json.ToJsonString()).Problems.Any(problem => problem.Id == "EMO0105" && problem.Arguments[0] == name);
        }
    }

    [Fact]
    public void Names_of_enumerations_are_the_same()
    {
        AssertNames(LowerCaseNames<NormKind>.Table, s_schema["definitions"]!["norm"]!);
        AssertNames(ActivationNames.InSpecs, s_schema["definitions"]!["activation"]!);
        AssertNames(LowerCaseNames<OperatorKind>.Table, s_schema["definitions"]!["operator"]!);
        AssertNames(LowerCaseNames<ExpandKind>.Table, s_schema["definitions"]!["expand"]!["items"]!);
        AssertNames(LowerCaseNames<NormPlacement>.Table, s_schema["definitions"]!["stage"]!["properties"]!["normPlacement"]!);
        AssertNames(LowerCaseNames<NormPlacement>.Table, s_schema["definitions"]!["block"]!["properties"]!["normPlacement"]!);
        AssertNames(TensorNamings.InSpecs, s_schema["properties"]!["tensorNames"]!);
        AssertNames(LowerCaseNames<InterpolationKind>.Table, s_schema["definitions"]!["preprocessing"]!["properties"]!["interpolation"]!);
        AssertNames(LowerCaseNames<NormalizationKind>.Table, s_schema["definitions"]!["preprocessing"]!["properties"]!["normalization"]!);
        AssertNames(LowerCaseNames<BoxPostprocessing>.Table, s_schema["definitions"]!["ssdlite"]!["properties"]!["postprocessing"]!);
        AssertNames(LowerCaseNames<BoxPostprocessing>.Table, s_schema["definitions"]!["retina"]!["properties"]!["postprocessing"]!);
        AssertNames(LowerCaseNames<FramingKind>.Table, s_schema["definitions"]!["preprocessing"]!["properties"]!["framing"]!);
        AssertNames(ActivationNames.InSpecs, s_schema["definitions"]!["ssdNeck"]!["properties"]!["activation"]!);
        AssertNames(ActivationNames.InSpecs, s_schema["definitions"]!["ssdlite"]!["properties"]!["activation"]!);
        AssertNames(LowerCaseNames<ValuePlacement>.Table, s_schema["definitions"]!["attention"]!["properties"]!["value"]!);

        static void AssertNames<T>(NameTable<T> names, JsonNode definition) =>
            Assert.Equal(names.Names.Order(), definition["enum"]!.AsArray().Select(name => (string)name!).Order());
    }

    /// <summary>Every head and neck that the generator has can be named, and the schema and the reader know the same names.</summary>
    [Theory]
    [InlineData("head", typeof(HeadSpec))]
    [InlineData("neck", typeof(NeckSpec))]
    public void Every_head_and_neck_has_a_name(string property, Type type)
    {
        string[] names = [.. s_schema["properties"]![property]!["oneOf"]!.AsArray()
            .Select(choice => s_schema["definitions"]![((string)choice!["$ref"]!).Split('/')[^1]]!["properties"]!["type"]!)
            .Select(name => (string)name["enum"]![0]!)];
        const string Nobody = """{ "type": "nobody-knows-this" }""";
        string text = property == "head" ? TestSpecs.Small(head: Nobody) : TestSpecs.Small(neck: Nobody, head: TestSpecs.Features);
        var problem = Assert.Single(SpecReader.Read("x.json", text).Problems, problem => problem.Id == "EMO0106");
        Assert.Equal(string.Join(", ", names), problem.Arguments[2]);
        Assert.Equal(type.Assembly.GetTypes().Count(candidate => candidate.IsSubclassOf(type) && !candidate.IsAbstract), names.Length);
    }

    private static string WithAnchors(string head, string anchors)
    {
        var json = JsonNode.Parse(head)!.AsObject();
        json["anchors"] = JsonNode.Parse(anchors);
        return json.ToJsonString();
    }

    private static JsonObject Properties(string definition) => s_schema["definitions"]![definition]!["properties"]!.AsObject();

    private static SpecReadResult Read(string definition, string json)
    {
        string stage = """{ "depth": 2, "width": 8, "expansion": 2 }""";
        string text = definition switch
        {
            "stem" => TestSpecs.Small(stem: json),
            "stage" => TestSpecs.Small(stage: json),
            "block" => TestSpecs.Small(stage: stage.Replace("2 }", $"2, \"blocks\": [{{}}, {json}] }}", StringComparison.Ordinal)),
            "attention" => TestSpecs.Small(stage: stage.Replace("2 }", $"2, \"attention\": {json} }}", StringComparison.Ordinal)),
            "classifier" or "features" or "aspp" or "psp" or "fpn" or "segformer" => TestSpecs.Small(head: json),
            "ssdNeck" or "fpnNeck" => TestSpecs.Small(neck: json, head: TestSpecs.Features),
            "ssdlite" => TestSpecs.Small(neck: TestSpecs.SsdNeck, head: json),
            "retina" => TestSpecs.Small(neck: TestSpecs.FpnNeck, head: json),
            "ssdAnchors" => TestSpecs.Small(neck: TestSpecs.SsdNeck, head: WithAnchors(TestSpecs.SsdLite, json)),
            "octaveAnchors" => TestSpecs.Small(neck: TestSpecs.FpnNeck, head: WithAnchors(TestSpecs.Retina, json)),
            "backbone" => $$"""{ "name": "x", "backbone": {{json}}, "head": {{TestSpecs.Features}} }""",
            "input" => TestSpecs.Small().Replace("""{ "height": 32, "width": 32 }""", json, StringComparison.Ordinal),
            _ => TestSpecs.Small().Replace("\"stem\"", $"\"preprocessing\": {json}, \"stem\"", StringComparison.Ordinal),
        };
        return SpecReader.Read("x.json", text);
    }
}

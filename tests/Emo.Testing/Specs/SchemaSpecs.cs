using System.Text.Json.Nodes;

namespace Emo.Testing;

/// <summary>
/// Random specs that keep to the schema, so that a new property is tried the day it gets there. Values are small as a rule,
/// for the sake of time, and at the ends of their ranges now and then.
/// </summary>
internal sealed class SchemaSpecs(Random random)
{
    private static readonly JsonObject s_schema = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "specs", "emo-spec.schema.json")))!.AsObject();

    private static readonly string[] s_ssdLists = ["strides", "minSizes", "maxSizes", "ratios"];
    private static readonly string[] s_octaveLists = ["strides"];
    private static readonly string[] s_notInverted =
        ["operator", "attention", "squeezeExcite", "layerScale", "blocks", "expandKernel", "expandGroups", "norm", "depthwiseNorm"];

    public JsonObject Next()
    {
        var spec = Object(s_schema);
        spec["name"] = "fuzz";
        int stages = MakeBackbone(spec);
        MakePreprocessing(spec);
        int levels = MakeNeck(spec, stages);
        MakeInputs(spec["head"]!.AsObject(), stages, levels);
        MakeAnchors(spec["head"]!.AsObject(), levels);
        if (((int?)spec["head"]!["convolutionWidth"] ?? 0) == 0 && (string)spec["head"]!["type"]! == "classifier" && Chance(0.95))
            spec["head"]!.AsObject().Remove("activation");
        if (spec["head"]!["outputs"] is not null)
        {
            spec["head"]!["outputs"] = levels > 0
                ? new JsonArray([.. Names("stage", stages + 1).Concat(Names("neck.", levels)).Select(name => name!.DeepClone())])
                : Names("stage", stages + 1);
        }

        if (spec["head"]!["labels"] is not null && Chance(0.8))
        {
            spec["head"]!["labels"] = new JsonArray(
                [.. Enumerable.Range(0, (int)spec["head"]!["classes"]! % 5000).Select(_ => (JsonNode)Text())]);
        }

        return spec;
    }

    /// <summary>Stem and stages as a rule, now and then a backbone; returns the number of stages.</summary>
    private int MakeBackbone(JsonObject spec)
    {
        if (Chance(0.1))
        {
            spec["backbone"] = Value(s_schema["definitions"]!["backbone"]!.AsObject());
            spec["backbone"]!["spec"] = Chance(0.9) ? "emo-cifar10" : Text();
            spec.Remove("stem");
            spec.Remove("stages");
            spec.Remove("tensorNames");
            return 4;
        }

        spec.Remove("backbone");
        spec["stem"] ??= Value(s_schema["definitions"]!["stem"]!.AsObject());
        spec["stages"] ??= Value(s_schema["properties"]!["stages"]!.AsObject());
        int previousWidth = (int)spec["stem"]!["width"]!;
        MakeStemFit(spec["stem"]!.AsObject());
        foreach (var stage in spec["stages"]!.AsArray().Select(stage => stage!.AsObject()))
        {
            new SchemaBlocks(random, () => Value(Definition("block"))!.AsObject(), () => Value(Definition("attention"))!.AsObject())
                .MakeFit(stage, previousWidth);
            previousWidth = (int)stage["width"]!;
        }

        if ((string?)spec["tensorNames"] == "torchvision-mobilenetv2")
            MakeInvertedResiduals(spec);
        return spec["stages"]!.AsArray().Count;
    }

    /// <summary>A stem of one convolution has nothing behind it.</summary>
    private void MakeStemFit(JsonObject stem)
    {
        if ((bool?)stem["depthwise"] != false || Chance(0.05))
            return;
        stem.Remove("activation");
        stem.Remove("squeezeExcite");
    }

    /// <summary>What torchvision's names are for, or other names.</summary>
    private void MakeInvertedResiduals(JsonObject spec)
    {
        if (Chance(0.6))
        {
            spec["tensorNames"] = Chance(0.5) ? "emo" : "emo2";
            return;
        }

        spec["stem"] = new JsonObject { ["width"] = (int)spec["stem"]!["width"]!, ["depthwise"] = false, ["bias"] = Chance(0.5) };
        foreach (var stage in spec["stages"]!.AsArray().Select(stage => stage!.AsObject()))
        {
            foreach (string name in s_notInverted)
                stage.Remove(name);
            stage["expand"] = new JsonArray("plain");
            stage["kernel"] = 3;
            stage["expansion"] = 2;
            stage["normPlacement"] = "behind";
        }

        spec["head"]!.AsObject().Remove("preWidth");
    }

    /// <summary>Detectors have a neck, the heads of classifiers and segmenters none; returns the number of levels.</summary>
    private int MakeNeck(JsonObject spec, int stages)
    {
        string head = (string)spec["head"]!["type"]!;
        if (head is "classifier" && Chance(0.95))
            spec.Remove("neck");
        else if (head is "ssdlite" or "retina" && Chance(0.95))
            spec["neck"] = Value(s_schema["definitions"]![head == "retina" || Chance(0.5) ? "fpnNeck" : "ssdNeck"]!.AsObject());
        if (spec["neck"] is not JsonObject neck)
            return 0;
        neck["inputs"] = Names("stage", stages + 1);
        return neck["inputs"]!.AsArray().Count + ((int?)neck["extraLevels"] ?? (neck["extraWidths"] as JsonArray)?.Count ?? 0);
    }

    /// <summary>A segmenter reads a level of the neck if there is one; `fpn` has a stride for each of its maps.</summary>
    private void MakeInputs(JsonObject head, int stages, int levels)
    {
        string type = (string)head["type"]!;
        if (type is not ("aspp" or "psp" or "fpn" or "segformer"))
            return;
        bool readsOne = type is "aspp" or "psp";
        if (readsOne && levels == 0 && Chance(0.5))
        {
            head.Remove("inputs");
            return;
        }

        var maps = levels > 0 ? Names("neck.", levels) : Names("stage", stages + 1);
        while (maps.Count > (readsOne ? 1 : 8))
            maps.RemoveAt(0);
        head["inputs"] = maps;
        if (type == "fpn" && Chance(0.95))
            head["strides"] = new JsonArray([.. Enumerable.Range(0, maps.Count).Select(map => (JsonNode)(4 << map))]);
    }

    /// <summary>A number for each level.</summary>
    private void MakeAnchors(JsonObject head, int levels)
    {
        if (head["anchors"] is not JsonObject anchors || levels == 0 || Chance(0.05))
            return;
        bool perLevel = anchors["minSizes"] is not null;
        foreach (string name in perLevel ? s_ssdLists : s_octaveLists)
        {
            var item = s_schema["definitions"]![perLevel ? "ssdAnchors" : "octaveAnchors"]!["properties"]![name]!["items"]!.AsObject();
            anchors[name] = new JsonArray([.. Enumerable.Range(0, levels).Select(_ => Value(item))]);
        }
    }

    /// <summary>Each framing has properties of its own, and not every head takes each.</summary>
    private void MakePreprocessing(JsonObject spec)
    {
        if (spec["preprocessing"] is not JsonObject preprocessing || Chance(0.1))
            return;
        bool isWhole = (string)spec["head"]!["type"]! is not ("classifier" or "features");
        string framing = (string?)preprocessing["framing"] ?? "crop";
        if (isWhole && framing == "crop")
            framing = "stretch";
        preprocessing["framing"] = framing;
        string[] others = framing == "fit"
            ? ["resize", "interpolation"]
            : framing == "crop" ? ["fitHeight", "fitWidth", "normalization"] : ["resize", "interpolation", "fitHeight", "fitWidth"];
        foreach (string name in others)
            preprocessing.Remove(name);
        if (framing != "fit")
            return;
        preprocessing["fitHeight"] = random.Next(1, 33);
        preprocessing["fitWidth"] = random.Next(1, 33);
    }

    /// <summary>Some of so many names, the last of them always.</summary>
    private JsonArray Names(string prefix, int count)
    {
        var chosen = Enumerable.Range(0, count).Where(index => index == count - 1 || Chance(0.4));
        return new([.. chosen.Select(index => (JsonNode)$"{prefix}{index}")]);
    }

    private JsonNode? Value(JsonObject schema)
    {
        if ((string?)schema["$ref"] is { } reference)
            return Value(s_schema["definitions"]![reference["#/definitions/".Length..]]!.AsObject());
        if (schema["oneOf"] is JsonArray alternatives)
            return Value(alternatives[random.Next(alternatives.Count)]!.AsObject());
        if (schema["enum"] is JsonArray names)
            return names[random.Next(names.Count)]!.DeepClone();
        return (string?)schema["type"] switch
        {
            "object" => Object(schema),
            "array" => new JsonArray([.. Enumerable.Range(0, Length(schema)).Select(_ => Value(schema["items"]!.AsObject()))]),
            "integer" => Integer((int)schema["minimum"]!, (int)schema["maximum"]!),
            "number" => Number((double?)schema["minimum"] ?? 0.01, (double)schema["maximum"]!),
            "boolean" => Chance(0.5),
            "null" => null,
            _ => Text(),
        };
    }

    private JsonObject Object(JsonObject schema)
    {
        string[] required = [.. schema["required"]?.AsArray().Select(name => (string)name!) ?? []];
        var json = new JsonObject();
        foreach (var (name, property) in schema["properties"]!.AsObject().Where(property => required.Contains(property.Key) || Chance(0.5)))
            json[name] = Value(property!.AsObject());
        return json;
    }

    private int Length(JsonObject schema)
    {
        int min = (int?)schema["minItems"] ?? 0;
        int max = (int?)schema["maxItems"] ?? (min + 2);
        return random.Next(min, Math.Min(max, min + 3) + 1);
    }

    private int Integer(int min, int max) => random.Next(40) switch
    {
        0 => min,
        1 => max,
        2 => random.Next(min, max) + 1,
        _ => Math.Min(max, min + random.Next(Math.Min(40, Math.Max(max - min, 1)))),
    };

    private double Number(double min, double max) => random.Next(8) switch
    {
        0 => min,
        1 => max,
        2 => min + (random.NextDouble() * (max - min)),
        _ => Math.Round(Math.Min(max, Math.Max(min, random.NextDouble() * 4)), 1),
    };

    /// <summary>Text that would end a string, a comment or a line of generated code, if it could.</summary>
    private string Text()
    {
        string[] pieces =
        [
            "a", "\"\"\"", "\"", "*/", "//", "</summary>", "{0}", "{", "}", "\\", "#if", "é", "\U0001F600", "<T>", "&amp;", "--", " ",
        ];
        return string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static JsonObject Definition(string name) => s_schema["definitions"]![name]!.AsObject();

    private bool Chance(double probability) => random.NextDouble() < probability;
}

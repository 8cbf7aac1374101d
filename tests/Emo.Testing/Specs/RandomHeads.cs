using System.Text.Json.Nodes;
using Emo.Codegen.Specs;

namespace Emo.Testing;

/// <summary>
/// Random detectors and segmenters: necks on any stages, levels down to one cell, dilations and pools larger than the map, segmenters that
/// read stages, levels or both.
/// </summary>
internal sealed class RandomHeads(Random random)
{
    private static readonly string[] s_activations = [.. ActivationNames.InSpecs.Names];

    /// <param name="spec">Receives the head and perhaps the neck.</param>
    /// <param name="stages">How many stages there are.</param>
    public void AddTo(JsonObject spec, int stages)
    {
        switch (random.Next(8))
        {
            case 0:
                spec["head"] = Segmenter("aspp", "dilations", maximum: 40);
                AddMap(spec, stages);
                break;
            case 1:
                spec["head"] = Segmenter("psp", "poolSizes", maximum: 9);
                AddMap(spec, stages);
                break;
            case 5:
                spec["head"] = Segmenter("fpn");
                spec["head"]!["strides"] = Strides(AddMaps(spec, stages));
                break;
            case 6:
                spec["head"] = Segmenter("segformer");
                AddMaps(spec, stages);
                break;
            case 2 or 7: // RetinaNet costs the most, and more of them are too large
                spec["neck"] = Fpn(stages, out int levels);
                spec["head"] = Retina(levels);
                break;
            case 3:
                spec["neck"] = Fpn(stages, out levels);
                spec["head"] = SsdLite(levels);
                break;
            default:
                spec["neck"] = Ssd(stages, out levels);
                spec["head"] = SsdLite(levels);
                break;
        }
    }

    private JsonObject Segmenter(string type, string list, int maximum)
    {
        var head = Segmenter(type);
        head[list] = Numbers(random.Next(1, 5), () => random.Next(3) == 0 ? 1 : random.Next(1, maximum));
        return head;
    }

    private JsonObject Segmenter(string type) => new()
    {
        ["type"] = type,
        ["classes"] = random.Next(1, 20),
        ["width"] = random.Next(1, 50),
        ["normEpsilon"] = random.Next(2) == 0 ? 1e-5 : 0.001,
    };

    /// <summary>Now and then another map than the last stage, or a level of a neck.</summary>
    private void AddMap(JsonObject spec, int stages)
    {
        if (random.Next(2) == 0)
            return;
        AddMaps(spec, stages);
        var maps = spec["head"]!["inputs"]!.AsArray();
        while (maps.Count > 1)
            maps.RemoveAt(0);
    }

    /// <summary>Some maps, at least one; with a neck a level of it at least. Returns how many.</summary>
    private int AddMaps(JsonObject spec, int stages)
    {
        var maps = Inputs(stages);
        if (random.Next(2) == 0)
        {
            spec["neck"] = random.Next(3) == 0 ? Ssd(stages, out int levels) : Fpn(stages, out levels);
            if (random.Next(3) > 0)
                maps.Clear();
            for (int level = 0; level < levels; level++)
            {
                if (maps.Count < 7 && (level == levels - 1 || random.Next(2) == 0))
                    maps.Add($"neck.{level}");
            }
        }

        spec["head"]!["inputs"] = maps;
        return maps.Count;
    }

    /// <summary>Each twice or four times the one before; the maps may have other sizes.</summary>
    private JsonArray Strides(int count)
    {
        int stride = random.Next(1, 5);
        return Numbers(count, () =>
        {
            int next = stride;
            stride *= random.Next(4) == 0 ? 4 : 2;
            return next;
        });
    }

    private JsonObject Ssd(int stages, out int levels)
    {
        var inputs = Inputs(stages);
        int extra = random.Next(5);
        levels = inputs.Count + extra;
        return new JsonObject
        {
            ["type"] = "ssd",
            ["inputs"] = inputs,
            ["extraWidths"] = Numbers(extra, () => random.Next(2, 60)),
            ["activation"] = Activation(),
        };
    }

    private JsonObject Fpn(int stages, out int levels)
    {
        var inputs = Inputs(stages);
        int extra = random.Next(3);
        levels = inputs.Count + extra;
        return new JsonObject { ["type"] = "fpn", ["inputs"] = inputs, ["width"] = random.Next(1, 40), ["extraLevels"] = extra };
    }

    private JsonObject SsdLite(int levels) => new()
    {
        ["type"] = "ssdlite",
        ["classes"] = random.Next(1, 12),
        ["activation"] = Activation(),
        ["anchors"] = new JsonObject
        {
            ["strides"] = Numbers(levels, () => 8),
            ["minSizes"] = Numbers(levels, () => 10),
            ["maxSizes"] = Numbers(levels, () => 20),
            ["ratios"] = new JsonArray([.. Enumerable.Range(0, levels).Select(_ => Numbers(random.Next(3), () => random.Next(2, 5)))]),
        },
    };

    private JsonObject Retina(int levels) => new()
    {
        ["type"] = "retina",
        ["classes"] = random.Next(1, 12),
        ["depth"] = random.Next(1, 4),
        ["width"] = random.Next(1, 40),
        ["anchors"] = new JsonObject
        {
            ["strides"] = Numbers(levels, () => 8),
            ["baseScale"] = 4,
            ["scalesPerOctave"] = random.Next(1, 4),
            ["ratios"] = Numbers(random.Next(1, 4), () => 1),
        },
    };

    /// <summary>Some stages in order, at least one.</summary>
    private JsonArray Inputs(int stages)
    {
        int last = random.Next(1, stages + 1);
        var chosen = Enumerable.Range(0, last + 1).Where(stage => stage == last || random.Next(2) == 0);
        return new JsonArray([.. chosen.Select(stage => (JsonNode)$"stage{stage}")]);
    }

    private string Activation() => s_activations[random.Next(s_activations.Length)];

    private static JsonArray Numbers(int count, Func<int> next) => new([.. Enumerable.Range(0, count).Select(_ => (JsonNode)next())]);
}

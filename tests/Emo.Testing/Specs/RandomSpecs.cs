using System.Text.Json.Nodes;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Testing;

/// <summary>
/// Random valid specs of small networks over the whole design space: every operator, norm, activation and placement, for stages
/// and single blocks, every neck and head, with widths, kernels, windows and inputs that are no multiple of anything.
/// </summary>
internal sealed class RandomSpecs(Random random)
{
    /// <summary>A network of so few multiply-adds takes no time to run, also with plain loops.</summary>
    private const long MaxMultiplyAdds = 6_000_000;

    private static readonly string[] s_norms = SpecValues.Of<NormKind>();
    private static readonly string[] s_activations = [.. ActivationNames.InSpecs.Names];
    private static readonly string[] s_values = SpecValues.Of<ValuePlacement>();
    private static readonly int[] s_kernels = [1, 3, 3, 3, 5, 5, 7, 9, 11];
    private static readonly double[] s_expansions = [0.5, 1, 1.3, 2, 2, 2.5, 3, 4, 6];

    /// <summary>The next spec that the reader accepts and that is cheap enough.</summary>
    public JsonObject Next()
    {
        while (true)
        {
            var spec = Spec();
            if (SpecReader.Read("spec.json", spec.ToJsonString()).Spec is { } read
                && GraphCost.Of(GraphBuilder.Build(read)).MultiplyAdds <= MaxMultiplyAdds)
            {
                return spec;
            }
        }
    }

    private JsonObject Spec()
    {
        int width = Width();
        var stem = new JsonObject { ["width"] = width };
        if (Chance(0.7))
            stem["kernel"] = Of(s_kernels);
        if (Chance(0.7))
            stem["norm"] = Of(s_norms);
        if (Chance(0.7))
            stem["activation"] = Of(s_activations);
        if (Chance(0.7))
            stem["squeezeExcite"] = Ratio();
        var stages = new JsonArray();

        // The compiler takes most of the time, so few stages as a rule.
        for (int i = random.Next(1, 1 + random.Next(1, 5)); i > 0; i--)
        {
            var stage = Stage(previousWidth: width);
            width = (int)stage["width"]!;
            stages.Add(stage);
        }

        var spec = new JsonObject
        {
            ["name"] = "random",
            ["input"] = new JsonObject { ["height"] = Side(), ["width"] = Side() },
            ["stem"] = stem,
            ["stages"] = stages,
        };
        if (Chance(0.6))
            spec["head"] = Classifier();
        else
            new RandomHeads(random).AddTo(spec, stages.Count);
        return spec;
    }

    private JsonObject Classifier()
    {
        var head = new JsonObject { ["type"] = "classifier", ["classes"] = Chance(0.1) ? random.Next(1, 3000) : random.Next(1, 20) };
        if (Chance(0.3))
            head["preWidth"] = Width();
        return head;
    }

    private JsonObject Stage(int previousWidth)
    {
        int depth = random.Next(1, 4);
        int width = Width();
        var stage = new JsonObject { ["depth"] = depth, ["width"] = width, ["expansion"] = Of(s_expansions) };
        AddSettings(stage, width, chance: 0.6);
        AddOperator(stage);
        if (Chance(0.4))
        {
            var blocks = Enumerable.Range(0, depth).Select(block => Block(isFirst: block == 0, block == 0 ? previousWidth : width));
            stage["blocks"] = new JsonArray([.. blocks]);
        }

        return stage;
    }

    private JsonObject Block(bool isFirst, int inputWidth)
    {
        var block = new JsonObject();
        if (Chance(0.3))
            block["expansion"] = Of(s_expansions);
        AddSettings(block, inputWidth, chance: 0.3);
        if (!isFirst)
            AddOperator(block);
        return block;
    }

    private void AddSettings(JsonObject owner, int inputWidth, double chance)
    {
        if (Chance(chance))
            owner["kernel"] = Of(s_kernels);
        if (Chance(chance))
            owner["norm"] = Of(s_norms);
        if (Chance(chance))
            owner["activation"] = Of(s_activations);
        if (Chance(chance / 2))
            owner["squeezeExcite"] = Ratio();
        if (Chance(chance / 2))
            owner["bias"] = Chance(0.5);
        if (Chance(chance))
            owner["attention"] = Attention(inputWidth);
    }

    private void AddOperator(JsonObject owner)
    {
        if (Chance(0.3))
            owner["operator"] = owner["attention"] is null ? Of("none", "depthwise") : Of("attention", "both");
    }

    private JsonObject Attention(int width)
    {
        var attention = new JsonObject { ["headWidth"] = Of([.. Enumerable.Range(1, width).Where(divisor => width % divisor == 0)]) };
        if (Chance(0.8))
            attention["window"] = Chance(0.3) ? 0 : random.Next(1, 13);
        if (Chance(0.5))
            attention["value"] = Of(s_values);
        if (Chance(0.4))
            attention["groupedValue"] = Chance(0.7);
        return attention;
    }

    /// <summary>Below a vector, around one, around a panel of 48, or anything.</summary>
    private int Width() => random.Next(5) switch
    {
        0 => random.Next(1, 9),
        1 => random.Next(12, 21),
        2 => random.Next(30, 35),
        3 => random.Next(46, 51),
        _ => random.Next(1, 70),
    };

    /// <summary>Mostly small; long maps now and then, which make strips.</summary>
    private int Side() => Chance(0.1) ? random.Next(96, 200) : random.Next(32, 97);

    private double Ratio() => Of(0, 0.1, 0.25, 0.5, 1);

    private bool Chance(double probability) => random.NextDouble() < probability;

    private T Of<T>(params T[] values) => values[random.Next(values.Length)];
}

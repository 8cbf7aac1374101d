using System.Text.Json.Nodes;
using Emo.Codegen.Specs;

namespace Emo.Testing;

/// <summary>
/// Random stages: blocks that say by an operator what they expand with, as EMO's, or by a list, as EMOv2's, and those of MobileNetV2. What
/// fits together only by chance the reader of specs refuses.
/// </summary>
internal sealed class RandomBlocks(Random random)
{
    private static readonly string[] s_values = SpecValues.Of<ValuePlacement>();
    private static readonly string[] s_operators = SpecValues.Of<ExpandKind>();
    private static readonly string[] s_placements = SpecValues.Of<NormPlacement>();
    private static readonly double[] s_expansions = [0.5, 1, 1.3, 2, 2, 2.5, 3, 4, 6];

    private readonly RandomValues _values = new(random);

    /// <param name="previousWidth">Of the stage before, or of the stem.</param>
    /// <param name="isMobileNet">Whether the family of tensor names has none for most of what blocks may have.</param>
    public JsonObject Stage(int previousWidth, bool isMobileNet)
    {
        int depth = random.Next(1, 4);
        int width = _values.Chance(0.15) ? previousWidth : _values.Width();
        bool hasList = isMobileNet || _values.Chance(0.5);
        var stage = new JsonObject { ["depth"] = depth, ["width"] = width, ["expansion"] = _values.Of(s_expansions) };
        if (_values.Chance(0.2))
            stage["stride"] = _values.Of(1, 2);
        AddSettings(stage, width, chance: 0.6, isMobileNet);
        if (isMobileNet)
            MakeInverted(stage);
        else if (hasList)
            AddList(stage, width);
        else
            AddOperator(stage);
        if (_values.Chance(0.4))
        {
            var blocks = Enumerable.Range(0, depth)
                .Select(block => Block(isFirst: block == 0, block == 0 ? previousWidth : width, hasList, isMobileNet));
            stage["blocks"] = new JsonArray([.. blocks]);
        }

        return stage;
    }

    private JsonObject Block(bool isFirst, int inputWidth, bool hasList, bool isMobileNet)
    {
        var block = new JsonObject();
        if (_values.Chance(0.3) && !isMobileNet)
            block["expansion"] = _values.Of(s_expansions);
        AddSettings(block, inputWidth, chance: 0.3, isMobileNet);
        if (hasList && !isMobileNet && _values.Chance(0.4))
            AddList(block, inputWidth);
        else if (!hasList && !isFirst)
            AddOperator(block);
        return block;
    }

    private void AddSettings(JsonObject owner, int inputWidth, double chance, bool isMobileNet)
    {
        if (_values.Chance(chance))
            owner["kernel"] = _values.Kernel();
        if (_values.Chance(chance) && !isMobileNet)
            owner["norm"] = _values.Norm();
        if (_values.Chance(chance))
            owner["activation"] = _values.Activation();
        if (_values.Chance(chance / 2))
            owner["bias"] = _values.Chance(0.5);
        if (_values.Chance(chance / 4))
            owner["normEpsilon"] = _values.Epsilon();
        if (_values.Chance(chance / 3) && !isMobileNet)
            owner["depthwiseNorm"] = _values.Norm();
        if (_values.Chance(chance / 3))
            owner["depthwiseActivation"] = _values.Activation();
        if (_values.Chance(chance / 4))
            owner["innerSkip"] = _values.Chance(0.3);
        if (isMobileNet)
            return;
        if (_values.Chance(chance / 2))
            owner["squeezeExcite"] = _values.Ratio();
        if (_values.Chance(chance / 3))
            owner["normPlacement"] = _values.Of(s_placements);
        if (_values.Chance(chance / 2))
            owner["layerScale"] = _values.Chance(0.7);
        if (_values.Chance(chance))
            owner["attention"] = Attention(inputWidth);
    }

    private void AddOperator(JsonObject owner)
    {
        if (_values.Chance(0.3))
            owner["operator"] = owner["attention"] is null ? _values.Of("none", "depthwise") : _values.Of("attention", "both");
    }

    /// <summary>No expansion now and then, one operator as a rule, or a sum of them.</summary>
    private void AddList(JsonObject owner, int inputWidth)
    {
        int count = _values.Chance(0.1) ? 0 : _values.Chance(0.7) ? 1 : random.Next(2, 4);
        string[] operators = [.. Enumerable.Range(0, count).Select(_ => _values.Of(s_operators))];
        owner["expand"] = new JsonArray([.. operators.Select(name => (JsonNode)name)]);
        if (count == 0)
            owner["expansion"] = 1.0;
        if (operators.Any(name => name != "plain"))
            owner["attention"] ??= Attention(inputWidth);
        if (operators.Contains("plain"))
            AddKernelAndGroups(owner, inputWidth);
        if (_values.Chance(0.15))
            owner["kernel"] = 0;
    }

    private void AddKernelAndGroups(JsonObject owner, int inputWidth)
    {
        if (_values.Chance(0.3))
            owner["expandKernel"] = _values.Kernel();
        if (_values.Chance(0.3))
            owner["expandGroups"] = _values.Divisor(inputWidth, (int)(inputWidth * ((double?)owner["expansion"] ?? 1)));
    }

    /// <summary>What torchvision's names have: norms behind convolutions, one convolution to expand with, or none.</summary>
    private void MakeInverted(JsonObject stage)
    {
        bool expands = _values.Chance(0.8);
        stage["normPlacement"] = "behind";
        stage["expand"] = expands ? new JsonArray("plain") : [];
        if (!expands)
            stage["expansion"] = 1.0;
        else
            AddKernelAndGroups(stage, (int)stage["width"]!);
    }

    private JsonObject Attention(int width)
    {
        var attention = new JsonObject { ["headWidth"] = _values.Divisor(width, width) };
        if (_values.Chance(0.8))
            attention["window"] = _values.Chance(0.3) ? 0 : random.Next(1, 13);
        if (_values.Chance(0.5))
            attention["value"] = _values.Of(s_values);
        if (_values.Chance(0.4))
            attention["groupedValue"] = _values.Chance(0.7);
        return attention;
    }
}

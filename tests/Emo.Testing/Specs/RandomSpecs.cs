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

    /// <summary>The last of them has names for few kinds of blocks.</summary>
    private static readonly TensorNaming[] s_namings =
        [TensorNaming.Emo, TensorNaming.Emo, TensorNaming.Emo2, TensorNaming.Emo2, TensorNaming.TorchvisionMobileNetV2];

    private readonly RandomBlocks _blocks = new(random);
    private readonly RandomValues _values = new(random);

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
        int width = _values.Width();
        var naming = _values.Of(s_namings);
        bool isMobileNet = naming == TensorNaming.TorchvisionMobileNetV2;
        var stem = Stem(width, isConvolution: isMobileNet || _values.Chance(0.1), isMobileNet);
        var stages = new JsonArray();

        // The compiler takes most of the time, so few stages as a rule.
        for (int i = random.Next(1, 1 + random.Next(1, 5)); i > 0; i--)
        {
            var stage = _blocks.Stage(previousWidth: width, isMobileNet);
            width = (int)stage["width"]!;
            stages.Add(stage);
        }

        var spec = new JsonObject
        {
            ["name"] = "random",
            ["tensorNames"] = naming.SpecName(),
            ["input"] = new JsonObject { ["height"] = Side(), ["width"] = Side() },
            ["stem"] = stem,
            ["stages"] = stages,
        };
        if (_values.Chance(0.6))
            spec["head"] = Classifier(isMobileNet);
        else
            new RandomHeads(random).AddTo(spec, stages.Count);
        return spec;
    }

    private JsonObject Stem(int width, bool isConvolution, bool isMobileNet)
    {
        var stem = new JsonObject { ["width"] = width };
        if (_values.Chance(0.7))
            stem["kernel"] = _values.Kernel();
        if (_values.Chance(0.7) && !isMobileNet)
            stem["norm"] = _values.Norm();
        if (_values.Chance(0.3))
            stem["bias"] = _values.Chance(0.5);
        if (_values.Chance(0.4))
            stem["convolutionActivation"] = _values.Activation();
        if (_values.Chance(0.2))
            stem["normEpsilon"] = _values.Epsilon();
        if (isConvolution)
        {
            stem["depthwise"] = false;
            return stem;
        }

        if (_values.Chance(0.7))
            stem["activation"] = _values.Activation();
        if (_values.Chance(0.7))
            stem["squeezeExcite"] = _values.Ratio();
        return stem;
    }

    private JsonObject Classifier(bool isMobileNet)
    {
        var head = new JsonObject
        {
            ["type"] = "classifier",
            ["classes"] = _values.Chance(0.1) ? random.Next(1, 3000) : random.Next(1, 20),
        };
        if (_values.Chance(0.3) && !isMobileNet)
            head["preWidth"] = _values.Width();
        if (_values.Chance(0.25))
        {
            head["convolutionWidth"] = _values.Width();
            head["activation"] = _values.Activation();
        }

        return head;
    }

    /// <summary>Mostly small; long maps now and then, which make strips.</summary>
    private int Side() => _values.Chance(0.1) ? random.Next(96, 200) : random.Next(32, 97);
}

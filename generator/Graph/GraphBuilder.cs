using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// Parsed spec to layer graph: backbone, neck, head. State-dict names are those of the official code: of <c>model/emo.py</c>, and of
/// mmdetection and mmsegmentation, which call the stages <c>backbone.</c>, for what is built on them.
/// </summary>
internal sealed class GraphBuilder
{
    private readonly ModelSpec _spec;
    private readonly string _prefix;
    private readonly BlockList _blocks = new();

    private GraphBuilder(ModelSpec spec)
    {
        _spec = spec;
        _prefix = spec is { Neck: null, Head: ClassifierHeadSpec or FeaturesHeadSpec } ? "" : "backbone.";
    }

    public static LayerGraph Build(ModelSpec spec) => new GraphBuilder(spec).Build();

    private LayerGraph Build()
    {
        var input = new InputLayer(0, new MapShape(_spec.Input.Channels, _spec.Input.Height, _spec.Input.Width));
        var stages = Backbone(input);
        var levels = Neck(stages);
        var outputs = Outputs(stages, levels);
        var used = UsedBlocks.Of(_blocks.Items, outputs);
        var unused = _blocks.Items.Except(used).ToList();
        return new LayerGraph(
            _spec.Name, input.Output, used.ToEquatableArray(), outputs.ToEquatableArray(), IgnoredTensors.Prefixes(_spec, used, unused));
    }

    /// <summary>The outputs of the stem and of each stage.</summary>
    private List<Layer> Backbone(Layer input)
    {
        var map = _blocks.Add(StemBuilder.Build(_spec.Stem, _prefix, input, _blocks));
        var stages = new List<Layer> { map };
        foreach (var stage in _spec.Stages)
        {
            for (int block = 0; block < stage.Blocks.Count; block++)
                map = _blocks.Add(ResidualBlockBuilder.Build(stage.Blocks[block], stage.Width, _prefix, BlockId.Residual(stages.Count, block), map, _blocks));
            stages.Add(map);
        }

        return stages;
    }

    private IReadOnlyList<Layer> Neck(List<Layer> stages)
    {
        var inputs = _spec.Neck?.Inputs.Select(name => stages[name[name.Length - 1] - '0']).ToList() ?? [];
        return _spec.Neck switch
        {
            SsdNeckSpec neck => SsdNeckBuilder.Build(neck, inputs, _blocks),
            FpnNeckSpec neck => FpnNeckBuilder.Build(neck, inputs, _blocks),
            _ => [],
        };
    }

    private List<GraphOutput> Outputs(List<Layer> stages, IReadOnlyList<Layer> levels)
    {
        var last = stages[stages.Count - 1];
        return _spec.Head switch
        {
            ClassifierHeadSpec head => [ClassifierHeadBuilder.Build(head, _spec.LastBlock, last, _blocks)],
            SsdLiteHeadSpec head => SsdLiteHeadBuilder.Build(head, levels, _blocks).ToList(),
            RetinaHeadSpec head => RetinaHeadBuilder.Build(head, levels, _blocks).ToList(),
            AsppHeadSpec head => [AsppHeadBuilder.Build(head, last, _blocks)],
            PspHeadSpec head => [PspHeadBuilder.Build(head, last, _blocks)],
            FeaturesHeadSpec head => Features(head, "stage", stages).Concat(Features(head, "neck.", levels)).ToList(),
            _ => throw new InvalidOperationException($"Unknown head {_spec.Head.GetType().Name}."),
        };
    }

    private static IEnumerable<GraphOutput> Features(FeaturesHeadSpec head, string prefix, IEnumerable<Layer> maps) => maps
        .Select((map, i) => new GraphOutput($"{prefix}{i}", map.Id, map.Output))
        .Where(output => head.Outputs.Contains(output.Name));
}

using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// Parsed spec to layer graph: backbone, neck, head. State-dict names are those of the spec's family, and of mmdetection and
/// mmsegmentation, which put <c>backbone.</c> before them, for what is built on it.
/// </summary>
internal sealed class GraphBuilder
{
    private readonly ModelSpec _spec;
    private readonly CheckpointNames _checkpoint;
    private readonly ITensorNames _names;
    private readonly BlockList _blocks = new();

    private GraphBuilder(ModelSpec spec)
    {
        _spec = spec;
        _checkpoint = spec.Head.Checkpoint(spec.Neck);
        _names = TensorNameFamilies.Of(spec.TensorNames, _checkpoint.Backbone);
    }

    public static LayerGraph Build(ModelSpec spec) => new GraphBuilder(spec).Build();

    private LayerGraph Build()
    {
        var input = new InputLayer(0, new MapShape(_spec.Input.Channels, _spec.Input.Height, _spec.Input.Width));
        var stages = Backbone(input);
        var levels = _spec.Neck is { } neck ? neck.Accept(new NeckBuilder([.. neck.Inputs.Select(stage => stages[stage])], _blocks)) : [];
        var outputs = _spec.Head.Accept(new HeadBuilder(_spec, _names, stages, levels, _blocks)).ToEquatableArray();
        var used = UsedBlocks.Of(_blocks.Items, outputs);
        var unused = _blocks.Items.Except(used);
        return new LayerGraph(
            _spec.Name, input.Output, used.ToEquatableArray(), outputs, IgnoredTensors.Prefixes(_checkpoint, _names, used, unused))
        {
            PreferredKey = _names.PreferredKey,
        };
    }

    /// <summary>The outputs of the stem and of each stage.</summary>
    private List<Layer> Backbone(Layer input)
    {
        var map = _blocks.Add(StemBuilder.Build(_spec.Stem, _names.Stem, input, _blocks));
        var stages = new List<Layer> { map };
        int position = 0;
        foreach (var stage in _spec.Stages)
        {
            for (int i = 0; i < stage.Blocks.Count; i++)
            {
                var block = stage.Blocks[i];
                var id = BlockId.Residual(stages.Count, i);
                var names = _names.Block(id, position++, block.Expand);
                map = _blocks.Add(new ResidualBlockBuilder(block, stage.Width, names, map, _blocks).Build(id));
            }

            stages.Add(map);
        }

        return stages;
    }
}

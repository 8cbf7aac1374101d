using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>Parsed spec to layer graph. Follows upstream's <c>model/emo.py</c> (class EMO), whose state-dict names it keeps.</summary>
internal sealed class GraphBuilder
{
    private readonly ModelSpec _spec;
    private readonly List<LayerBlock> _blocks = [];
    private readonly List<GraphOutput> _outputs = [];
    private int _nextId;

    private GraphBuilder(ModelSpec spec) => _spec = spec;

    public static LayerGraph Build(ModelSpec spec) => new GraphBuilder(spec).Build();

    private LayerGraph Build()
    {
        var input = new InputLayer(_nextId++, new MapShape(_spec.Input.Channels, _spec.Input.Height, _spec.Input.Width));
        int lastStage = LastStage();
        Layer map = AddBlock(StemBuilder.Build(_spec.Stem, input, _nextId));
        AddFeature("stage0", map);

        for (int stage = 1; stage <= lastStage; stage++)
        {
            for (int block = 0; block < _spec.Stages[stage - 1].Depth; block++)
                map = AddBlock(ResidualBlockBuilder.Build(_spec.Stages[stage - 1], $"stage{stage}.{block}", first: block == 0, map, _nextId));
            AddFeature($"stage{stage}", map);
        }

        if (_spec.Head is ClassifierHeadSpec head)
        {
            var logits = AddBlock(ClassifierHeadBuilder.Build(head, _spec.Stages[_spec.Stages.Count - 1], map, _nextId));
            _outputs.Add(new GraphOutput("logits", logits.Id, logits.Output));
        }

        return new LayerGraph(_spec.Name, input.Output, _blocks.ToEquatableArray(), _outputs.ToEquatableArray());
    }

    /// <summary>A backbone stops at the last stage that it gives out.</summary>
    private int LastStage() => _spec.Head is FeaturesHeadSpec features
        ? Enumerable.Range(0, _spec.Stages.Count + 1).Last(stage => features.Outputs.Contains($"stage{stage}"))
        : _spec.Stages.Count;

    private void AddFeature(string stage, Layer map)
    {
        if (_spec.Head is FeaturesHeadSpec features && features.Outputs.Contains(stage))
            _outputs.Add(new GraphOutput(stage, map.Id, map.Output));
    }

    private Layer AddBlock(LayerBlock block)
    {
        _blocks.Add(block);
        _nextId += block.Layers.Count;
        return block.Layers[block.Layers.Count - 1];
    }
}

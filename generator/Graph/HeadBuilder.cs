using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>The blocks of each kind of head.</summary>
internal sealed class HeadBuilder(
    ModelSpec spec, ITensorNames names, IReadOnlyList<Layer> stages, IReadOnlyList<Layer> levels, BlockList blocks)
    : IHeadVisitor<IEnumerable<GraphOutput>>
{
    private Layer LastStage => stages[stages.Count - 1];

    public IEnumerable<GraphOutput> Visit(ClassifierHeadSpec head)
    {
        var classifier = names.Classifier(spec.Stages.Sum(stage => stage.Blocks.Count));
        return [ClassifierHeadBuilder.Build(head, spec.LastBlock, classifier, LastStage, blocks)];
    }

    public IEnumerable<GraphOutput> Visit(FeaturesHeadSpec head) =>
        stages.Select((map, i) => new GraphOutput(BlockId.StageName(i), map.Id, map.Output))
            .Concat(levels.Select((map, i) => new GraphOutput(BlockId.Level(i).Name, map.Id, map.Output)))
            .Where(output => head.Outputs.Contains(output.Name));

    public IEnumerable<GraphOutput> Visit(SsdLiteHeadSpec head) => SsdLiteHeadBuilder.Build(head, levels, blocks);

    public IEnumerable<GraphOutput> Visit(RetinaHeadSpec head) => RetinaHeadBuilder.Build(head, levels, blocks);

    public IEnumerable<GraphOutput> Visit(AsppHeadSpec head) => [AsppHeadBuilder.Build(head, MapsOf(head)[0], blocks)];

    public IEnumerable<GraphOutput> Visit(PspHeadSpec head) => [PspHeadBuilder.Build(head, MapsOf(head)[0], blocks)];

    public IEnumerable<GraphOutput> Visit(FpnHeadSpec head) => [FpnHeadBuilder.Build(head, MapsOf(head), blocks)];

    public IEnumerable<GraphOutput> Visit(SegformerHeadSpec head) => [SegformerHeadBuilder.Build(head, MapsOf(head), blocks)];

    private IReadOnlyList<Layer> MapsOf(SegmenterHeadSpec head) => head.MapsOf(stages, levels);
}

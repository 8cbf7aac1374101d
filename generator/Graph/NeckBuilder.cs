using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>The blocks of each kind of neck, and its levels.</summary>
internal sealed class NeckBuilder(IReadOnlyList<Layer> inputs, BlockList blocks) : INeckVisitor<IReadOnlyList<Layer>>
{
    public IReadOnlyList<Layer> Visit(SsdNeckSpec neck) => SsdNeckBuilder.Build(neck, inputs, blocks);

    public IReadOnlyList<Layer> Visit(FpnNeckSpec neck) => FpnNeckBuilder.Build(neck, inputs, blocks);
}

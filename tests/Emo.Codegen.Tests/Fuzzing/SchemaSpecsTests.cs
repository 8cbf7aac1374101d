using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Fuzzing;

/// <summary>What random specs that keep to the schema are good for: of every kind, some are accepted.</summary>
public sealed class SchemaSpecsTests
{
    [Fact]
    public void Accepted_ones_have_every_head_neck_and_setting()
    {
        var kinds = Kinds.In(
            Enumerable.Range(0, 2000)
                .Select(seed => SpecReader.Read("fuzz.json", new SchemaSpecs(new Random(seed)).Next().ToJsonString()))
                .Select(result => BackboneResolver.Resolve(result, []).Spec)
                .OfType<ModelSpec>());
        Assert.Empty(kinds.Missing<HeadSpec>());
        Assert.Empty(kinds.Missing<NeckSpec>());
        Assert.Empty(kinds.Missing<AnchorSpec>());
        Assert.Empty(kinds.Missing<NormKind>());
        Assert.Empty(kinds.Missing<ActivationKind>());
        Assert.Empty(kinds.Missing<ExpandKind>());
        Assert.Empty(kinds.Missing<NormPlacement>());
        Assert.Empty(kinds.Missing<TensorNaming>());
        Assert.Empty(kinds.Missing<ValuePlacement>());
        Assert.Empty(kinds.Missing<FramingKind>());
        Assert.Empty(kinds.Missing<InterpolationKind>());
    }
}

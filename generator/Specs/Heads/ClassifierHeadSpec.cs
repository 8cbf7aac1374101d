namespace Emo.Codegen.Specs;

/// <summary>
/// Final norm if norms stand before blocks, optional 1x1 convolution (batch norm, activation), global mean, optional pre-head (linear and
/// activation), linear. Widths are 0 where there is none.
/// </summary>
internal sealed record ClassifierHeadSpec(
    int Classes, EquatableArray<string> Labels, int PreWidth, int ConvolutionWidth, ActivationKind Activation)
    : ClassHeadSpec(Classes, Labels)
{
    public override int MaxClasses => SpecLimits.MaxClasses;

    public override bool NeedsNeck => false;

    public override bool IsOfWholePicture => false;

    public override string? Objection(NeckSpec neck) =>
        "A classifier reads the last stage: it has no neck";

    public override IReadOnlyList<T> MapsOf<T>(IReadOnlyList<T> stages, IReadOnlyList<T> levels) => [stages[stages.Count - 1]];

    public override CheckpointNames Checkpoint(NeckSpec? neck) => CheckpointNames.Upstream;

    public override ClassHeadSpec WithNames(EquatableArray<string> labels, EquatableArray<int> palette) => this with { Labels = labels };

    public override void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps)
    {
        var last = maps[0];
        double width = ConvolutionWidth > 0 ? size.AddConvolution(last, ConvolutionWidth, kernelSize: 1).Channels : last.Channels;
        size.Parameters += (width * PreWidth) + ((PreWidth > 0 ? PreWidth : width) * Classes);
    }

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);

    public override T AcceptTask<T>(ITaskVisitor<T> visitor) => visitor.Visit(this);
}

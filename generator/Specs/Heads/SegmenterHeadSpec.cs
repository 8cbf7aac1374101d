namespace Emo.Codegen.Specs;

/// <summary>
/// A segmenter: logits for each cell of the last stage. <see cref="Palette"/> is empty or has a colour a class, 0xRRGGBB. Convolutions are
/// without bias, with batch norm (<see cref="NormEpsilon"/>) and ReLU, but for the last, <c>conv_seg</c>.
/// </summary>
internal abstract record SegmenterHeadSpec(
    int Classes, EquatableArray<string> Labels, EquatableArray<int> Palette, int Width, double NormEpsilon)
    : ClassHeadSpec(Classes, Labels)
{
    public sealed override int MaxClasses => SpecLimits.MaxSegmenterClasses;

    public sealed override bool NeedsNeck => false;

    public sealed override bool IsOfWholePicture => true;

    public sealed override string? Objection(NeckSpec neck) => ReadsLastStage;

    /// <summary>Segmenters are trained with a second head, which nothing runs.</summary>
    public sealed override CheckpointNames Checkpoint(NeckSpec? neck) => CheckpointNames.OpenMmLab.Ignoring("auxiliary_head.");

    public sealed override ClassHeadSpec WithNames(EquatableArray<string> labels, EquatableArray<int> palette) =>
        this with { Labels = labels, Palette = palette };

    public sealed override T AcceptTask<T>(ITaskVisitor<T> visitor) => visitor.Visit(this);

    /// <summary>What all segmenters have: the branches, side by side, the bottleneck and the last convolution.</summary>
    /// <param name="size">The sum.</param>
    /// <param name="last">The last stage's map.</param>
    /// <param name="joined">Channels of all branches together.</param>
    /// <param name="branchTaps">Taps of the branches' convolutions together.</param>
    protected void AddSize(SizeEstimate size, MapSize last, double joined, int branchTaps)
    {
        size.Parameters += last.Channels * Width * branchTaps;
        var bottleneck = size.AddConvolution(size.AddMap(last with { Channels = joined }), Width, kernelSize: 3);
        size.AddConvolution(bottleneck, Classes, kernelSize: 1);
    }
}

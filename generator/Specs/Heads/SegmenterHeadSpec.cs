namespace Emo.Codegen.Specs;

/// <summary>
/// A segmenter: logits for each cell of the first map that it reads. <see cref="Palette"/> is empty or has a colour a class, 0xRRGGBB.
/// Convolutions are without bias, with batch norm (<see cref="NormEpsilon"/>) and ReLU, but for the last, <c>conv_seg</c>.
/// <see cref="Inputs"/> are names of maps in their order; none is the last stage.
/// </summary>
internal abstract record SegmenterHeadSpec(
    int Classes, EquatableArray<string> Labels, EquatableArray<int> Palette, int Width, double NormEpsilon, EquatableArray<string> Inputs)
    : ClassHeadSpec(Classes, Labels)
{
    public sealed override int MaxClasses => SpecLimits.MaxSegmenterClasses;

    public sealed override bool NeedsNeck => false;

    public sealed override bool IsOfWholePicture => true;

    public sealed override string? Objection(NeckSpec neck) => Inputs.Any(MapNames.IsLevel)
        ? null
        : "This segmenter reads no level of its neck: name those that it reads in 'inputs', such as \"neck.0\", or leave out the neck";

    public sealed override IReadOnlyList<T> MapsOf<T>(IReadOnlyList<T> stages, IReadOnlyList<T> levels) => Inputs.Count == 0
        ? [stages[stages.Count - 1]]
        : [.. Inputs.Select(name => MapNames.Find(name, stages, levels))];

    /// <summary>Segmenters are trained with a second head, which nothing runs.</summary>
    public sealed override CheckpointNames Checkpoint(NeckSpec? neck) => CheckpointNames.OpenMmLab.Ignoring("auxiliary_head.");

    public sealed override ClassHeadSpec WithNames(EquatableArray<string> labels, EquatableArray<int> palette) =>
        this with { Labels = labels, Palette = palette };

    public sealed override T AcceptTask<T>(ITaskVisitor<T> visitor) => visitor.Visit(this);

    /// <summary>What <c>aspp</c> and <c>psp</c> have: the branches, side by side, the bottleneck and the last convolution.</summary>
    /// <param name="size">The sum.</param>
    /// <param name="map">The map that it reads.</param>
    /// <param name="joined">Channels of all branches together.</param>
    /// <param name="branchTaps">Taps of the branches' convolutions together.</param>
    protected void AddSize(SizeEstimate size, MapSize map, double joined, int branchTaps)
    {
        size.Parameters += map.Channels * Width * branchTaps;
        var bottleneck = size.AddConvolution(size.AddMap(map with { Channels = joined }), Width, kernelSize: 3);
        size.AddConvolution(bottleneck, Classes, kernelSize: 1);
    }
}

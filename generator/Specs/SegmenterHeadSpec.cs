namespace Emo.Codegen.Specs;

/// <summary>
/// A segmenter: logits for each cell of the last stage. <see cref="Palette"/> is empty or has a colour a class, 0xRRGGBB. Convolutions are
/// without bias, with batch norm (<see cref="NormEpsilon"/>) and ReLU, but for the last, <c>conv_seg</c>.
/// </summary>
internal abstract record SegmenterHeadSpec(int Classes, EquatableArray<string> Labels, EquatableArray<int> Palette, int Width, double NormEpsilon)
    : ClassHeadSpec(Classes, Labels);

/// <summary>
/// DeepLabv3, mmsegmentation's <c>ASPPHead</c>: global pooling, a 1x1 for dilation 1 and a 3x3 for every other dilation, each to <c>Width</c>;
/// concatenated, a 3x3 bottleneck to <c>Width</c>, then <c>conv_seg</c>.
/// </summary>
internal sealed record AsppHeadSpec(
    int Classes, EquatableArray<string> Labels, EquatableArray<int> Palette, int Width, double NormEpsilon, EquatableArray<int> Dilations)
    : SegmenterHeadSpec(Classes, Labels, Palette, Width, NormEpsilon);

/// <summary>
/// PSPNet, mmsegmentation's <c>PSPHead</c>: the map and its adaptive means to every pool size (1x1 to <c>Width</c>, resized back), concatenated, a
/// 3x3 bottleneck to <c>Width</c>, then <c>conv_seg</c>.
/// </summary>
internal sealed record PspHeadSpec(
    int Classes, EquatableArray<string> Labels, EquatableArray<int> Palette, int Width, double NormEpsilon, EquatableArray<int> PoolSizes)
    : SegmenterHeadSpec(Classes, Labels, Palette, Width, NormEpsilon);

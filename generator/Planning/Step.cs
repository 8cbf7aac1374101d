namespace Emo.Codegen.Planning;

/// <summary>One kernel call, or a loop of them over strips of rows. <see cref="Label"/> says which layer it is, for the generated comments.</summary>
internal abstract record Step(string Label);

/// <summary>Copies input rows into zero-padded planar lines, so that the stem convolution has no edges. The picture begins at a cache line.</summary>
internal sealed record PadInputStep(string Label, int Target, int Channels, int Height, int Width, int Padding, int Stride, int Kernel, int StripRows)
    : Step(Label)
{
    /// <summary>Where the picture begins in a line.</summary>
    public int PictureStart => Align.ToLanes(Padding);

    public int LineFloats => (int)Align.ToLanes((long)PictureStart + Width + Padding);

    /// <summary>Padded input rows that a strip of output rows reads.</summary>
    public int StoredRows => ((StripRows - 1) * Stride) + Kernel;
}

/// <summary>The stem's dense convolution, from padded planar lines.</summary>
internal sealed record StemConvolutionStep(string Label, PadInputStep Source, long Weights, MapView Target) : Step(Label);

/// <summary>
/// A 1x1 convolution, with activation, optionally added to <see cref="Skip"/>, a map like the target or the target itself. Source and target may be
/// padded, the target may be a ring. <see cref="WeightsBuffer"/> is set when the weights were rescaled into the arena.
/// </summary>
internal sealed record PointwiseStep(
    string Label, MapView Source, MapView Target, Activation Activation, MapView? Skip, long Weights, int? WeightsBuffer)
    : Step(Label);

/// <summary>A vector times a matrix: linear layers and the squeeze-excite convolutions.</summary>
internal sealed record LinearStep(string Label, int Source, int Target, int Inputs, int Outputs, Activation Activation, long Weights)
    : Step(Label);

/// <summary>A depthwise convolution with activation, optionally plus its input (the inner skip). The source has at least its padding in zero cells.</summary>
internal sealed record DepthwiseStep(
    string Label, MapView Source, MapView Target, int Kernel, int Stride, int Padding, Activation Activation, bool AddSource, long Weights)
    : Step(Label);

/// <summary>Zeroes the padding cells of every stored row.</summary>
internal sealed record ZeroPaddingStep(string Label, MapView Map) : Step(Label);

/// <summary>Normalises each cell. In place when source and target are the same view.</summary>
internal sealed record NormalizeStep(string Label, MapView Source, MapView Target, CellNorm Norm, long Weights)
    : Step(Label);

/// <summary>Normalises each cell, or copies it where there is no norm, into window-major token order; padded tokens become zero.</summary>
internal sealed record WindowPartitionStep(
    string Label, MapView Source, int Target, WindowGrid Grid, CellNorm? Norm, long Weights) : Step(Label);

/// <summary>Attention of every head in every window; the result goes back to the map's order, padded tokens are dropped.</summary>
internal sealed record AttentionStep(
    string Label, WindowGrid Grid, int QueryKey, int Channels, int Heads, int Value, int ValueChannels, MapView Target, int Scratch)
    : Step(Label);

/// <summary>Each channel's sum over each row.</summary>
internal sealed record RowSumsStep(string Label, MapView Source, int Target) : Step(Label);

/// <summary>From the sums of a map's rows to the means of its channels: in two levels, for accuracy.</summary>
internal sealed record MeanStep(string Label, int RowSums, int Target, MapView Map) : Step(Label);

/// <summary>Multiplies the gate of a squeeze-excite into the weights of the 1x1 convolution behind it.</summary>
internal sealed record GateWeightsStep(string Label, int Gate, long Weights, int Target, int Inputs, int Outputs) : Step(Label);

/// <summary>local = expanded + local * gate: a squeeze-excite with the inner skip.</summary>
internal sealed record GateMapStep(string Label, MapView Map, int Gate, MapView Skip) : Step(Label);

/// <summary>A map to the caller's planar output.</summary>
internal sealed record PlanarOutputStep(string Label, MapView Source, long OutputOffset) : Step(Label);

/// <summary>A vector to the caller's output.</summary>
internal sealed record VectorOutputStep(string Label, int Source, int Length) : Step(Label);

/// <summary>
/// Expand, depthwise and project by strips of output rows: the expanded map never leaves the cache.
/// <see cref="Produce"/> makes the expanded rows that the strip lacks, <see cref="Consume"/> uses its depthwise rows.
/// Without a depthwise convolution no strip needs rows of another, and <see cref="Consume"/> is all there is.
/// Each worker goes through a band of the output rows by itself, in strips of its own, and makes the expanded rows at its edges although its
/// neighbour makes them too: so workers neither wait for each other nor read what another one has just written.
/// A single strip is a whole map, whose steps are shared out one by one.
/// </summary>
internal sealed record StripStep(
    string Label, int Height, int StripRows, EquatableArray<Step> Produce, DepthwiseStep? Depthwise, EquatableArray<Step> Consume)
    : Step(Label)
{
    public bool IsSingleStrip => StripRows >= Height;

    /// <summary>The steps in order.</summary>
    public IEnumerable<Step> Steps => Depthwise is null ? Consume : Produce.Append(Depthwise).Concat(Consume);
}

/// <summary>A norm that is computed and not folded.</summary>
internal sealed record CellNorm(Normalization Kind, double Epsilon)
{
    public static CellNorm Of(Graph.LayerNormLayer norm) => new(Normalization.Layer, norm.Epsilon);

    /// <summary>The epsilon of a batch norm is part of its packed scale.</summary>
    public static CellNorm Batch => new(Normalization.Batch, 0);
}

internal enum Normalization
{
    /// <summary>Layer norm: mean and variance of the cell, then scale and shift.</summary>
    Layer,

    /// <summary>Scale and shift alone: a batch norm that could not be folded.</summary>
    Batch,
}

/// <summary>The activations of the kernels: those of specs, and the sigmoid of squeeze-excite.</summary>
internal enum Activation
{
    None,
    Relu,
    Relu6,
    Silu,
    Gelu,
    HardSwish,
    HardSigmoid,
    Sigmoid,
}

/// <summary>The dilated grid of windows over a map: window (i, j) has the cells (i + a * Rows, j + b * Columns).</summary>
internal sealed record WindowGrid(int MapHeight, int MapWidth, int Rows, int Columns, int WindowHeight, int WindowWidth)
{
    public int WindowTokens => WindowHeight * WindowWidth;

    public long Tokens => (long)Rows * Columns * WindowTokens;

    /// <summary>One window of all cells: its tokens lie as the map does.</summary>
    public bool IsWholeMap => Rows == 1 && Columns == 1 && !IsPadded;

    public bool IsPadded => Rows * WindowHeight != MapHeight || Columns * WindowWidth != MapWidth;
}

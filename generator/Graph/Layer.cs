using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// One operation of the network with its inferred output shape. <see cref="Name"/> is the prefix of its tensors in the
/// state dict; <see cref="Inputs"/> are ids of layers before it.
/// </summary>
internal abstract record Layer(int Id, string Name, EquatableArray<int> Inputs, MapShape Output);

/// <summary>The network's input, planar.</summary>
internal sealed record InputLayer(int Id, MapShape Output) : Layer(Id, "input", EquatableArray<int>.Empty, Output);

/// <summary>
/// A convolution with symmetric padding ceil((extent - stride) / 2), where a dilated kernel's extent is dilation * (kernel - 1) + 1.
/// Depthwise when there is a group for each channel.
/// </summary>
internal sealed record ConvolutionLayer(
    int Id, string Name, EquatableArray<int> Inputs, MapShape Input, MapShape Output, int Kernel, int Stride, int Dilation, int Groups, bool Bias)
    : Layer(Id, Name, Inputs, Output)
{
    public int Padding => ((Dilation * (Kernel - 1)) + 2 - Stride) / 2;
}

/// <summary>Batch norm at inference.</summary>
internal sealed record BatchNormLayer(int Id, string Name, EquatableArray<int> Inputs, MapShape Output, double Epsilon)
    : Layer(Id, Name, Inputs, Output);

/// <summary>Layer norm of each cell over its channels.</summary>
internal sealed record LayerNormLayer(int Id, string Name, EquatableArray<int> Inputs, MapShape Output, double Epsilon)
    : Layer(Id, Name, Inputs, Output);

internal sealed record ActivationLayer(int Id, EquatableArray<int> Inputs, MapShape Output, ActivationKind Activation)
    : Layer(Id, "", Inputs, Output);

/// <summary>Global mean, 1x1 to <see cref="Reduced"/> channels, activation, 1x1 back, sigmoid, multiply.</summary>
internal sealed record SqueezeExciteLayer(
    int Id, string Name, EquatableArray<int> Inputs, MapShape Output, int Reduced, ActivationKind Activation)
    : Layer(Id, Name, Inputs, Output);

/// <summary>
/// Multi-head attention within a dilated grid of windows, over a map that is zero-padded right and bottom to a multiple of
/// the window. The window is resolved: it never is 0. The name is the block's; the query-key convolution
/// is <c>Name.qk.conv</c>. With <see cref="Value"/> null the input itself is the value, else <c>Name.v.conv</c> and its
/// activation are applied to the padded input first.
/// </summary>
internal sealed record WindowAttentionLayer(
    int Id,
    string Name,
    EquatableArray<int> Inputs,
    MapShape Input,
    MapShape Output,
    int WindowHeight,
    int WindowWidth,
    int Heads,
    bool Bias,
    ValueProjection? Value)
    : Layer(Id, Name, Inputs, Output)
{
    public int HeadWidth => Input.Channels / Heads;

    /// <summary>Windows down the map; also the distance in cells between vertical neighbours of one window.</summary>
    public int WindowRows => (Input.Height + WindowHeight - 1) / WindowHeight;

    /// <summary>Windows across the map; also the distance in cells between horizontal neighbours of one window.</summary>
    public int WindowColumns => (Input.Width + WindowWidth - 1) / WindowWidth;

    /// <summary>Cells of one window.</summary>
    public int WindowTokens => WindowHeight * WindowWidth;

    /// <summary>Cells of the padded map.</summary>
    public long Tokens => (long)WindowRows * WindowColumns * WindowTokens;
}

/// <summary>The value projection of an attention that has it before the product.</summary>
internal sealed record ValueProjection(int Width, int Groups, ActivationKind Activation);

internal sealed record AddLayer(int Id, EquatableArray<int> Inputs, MapShape Output) : Layer(Id, "", Inputs, Output);

/// <summary>The maps of all inputs, of one size, channel after channel.</summary>
internal sealed record ConcatenateLayer(int Id, EquatableArray<int> Inputs, MapShape Output) : Layer(Id, "", Inputs, Output);

/// <summary>A map resized to the output's size: the nearest cell (floor(y * in / out)), or bilinear with half-pixel centres (<c>align_corners=False</c>).</summary>
internal sealed record ResizeLayer(int Id, EquatableArray<int> Inputs, MapShape Input, MapShape Output, ResizeKind Kind) : Layer(Id, "", Inputs, Output);

internal enum ResizeKind
{
    Nearest,
    Bilinear,
}

/// <summary>Means over a grid of cells, PyTorch's <c>AdaptiveAvgPool2d</c>: rows floor(i * in / out) to ceil((i + 1) * in / out), which may overlap; columns alike.</summary>
internal sealed record AdaptiveMeanLayer(int Id, EquatableArray<int> Inputs, MapShape Input, MapShape Output) : Layer(Id, "", Inputs, Output);

/// <summary>The mean of each channel over the map.</summary>
internal sealed record GlobalMeanLayer(int Id, EquatableArray<int> Inputs, MapShape Output) : Layer(Id, "", Inputs, Output);

internal sealed record LinearLayer(int Id, string Name, EquatableArray<int> Inputs, MapShape Input, MapShape Output)
    : Layer(Id, Name, Inputs, Output);

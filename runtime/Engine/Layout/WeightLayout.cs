#if EMO_GENERATOR
namespace Emo.Codegen.Planning;
#else
namespace Emo.CompilerServices;
#endif

/// <summary>
/// The floats that a layer's packed weights take. The generator reserves them and the runtime fills them: this file is compiled into both.
/// </summary>
internal static class WeightLayout
{
    /// <summary>Bias [N], then panels [inputs][panel width].</summary>
    public static long Pointwise(int outputs, int inputs) => (long)ChannelLayout.Pad(outputs) * (1 + inputs);

    /// <summary>Bias [N], then taps [row][column][inputs][N], or panels of them.</summary>
    public static long Convolution(int outputs, int inputs, int kernelSize) =>
        (long)ChannelLayout.Pad(outputs) * (1 + ((long)kernelSize * kernelSize * inputs));

    /// <summary>Bias [N], then panels [16][inputs][panel width].</summary>
    public static long Winograd(int outputs, int inputs) => Convolution(outputs, inputs, kernelSize: 4);

    /// <summary>Bias [C], then taps [row][column][C].</summary>
    public static long Depthwise(int channels, int kernelSize) => Convolution(channels, 1, kernelSize);

    /// <summary>Scale [C], then shift [C].</summary>
    public static long Norm(int channels) => 2L * ChannelLayout.Pad(channels);
}

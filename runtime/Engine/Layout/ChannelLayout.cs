#if EMO_GENERATOR
namespace Emo.Codegen.Planning;
#else
namespace Emo.CompilerServices;
#endif

/// <summary>
/// How channels lie in memory: cells padded to the widest vector, weights in panels of three of them. The generator plans and emits
/// by it and the runtime packs by it: this file is compiled into both.
/// </summary>
internal static class ChannelLayout
{
    /// <summary>The floats of the widest vector, which also are a cache line.</summary>
    public const int Lanes = 16;

    /// <summary>The outputs of a panel of packed weights.</summary>
    public const int Panel = 3 * Lanes;

    /// <summary>A number of channels, padded.</summary>
    public static int Pad(int channels) => (channels + Lanes - 1) / Lanes * Lanes;

    /// <summary>A number of floats, padded.</summary>
    public static long Pad(long floats) => (floats + Lanes - 1) / Lanes * Lanes;

    /// <summary>The panels of a layer.</summary>
    public static int Panels(int outputs) => (Pad(outputs) + Panel - 1) / Panel;

    /// <summary>The outputs of the panel that begins at <paramref name="first"/>: the last one is narrower, 16, 32 or 48.</summary>
    public static int PanelWidth(int outputs, int first) => Math.Min(Panel, Pad(outputs) - first);
}

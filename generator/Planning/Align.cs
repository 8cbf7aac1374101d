namespace Emo.Codegen.Planning;

/// <summary>Channel counts are stored padded to the widest vector, 16 floats, which also is a cache line.</summary>
internal static class Align
{
    public const int Lanes = 16;

    /// <summary>The outputs of a panel of packed weights: three of the widest vectors.</summary>
    public const int Panel = 3 * Lanes;

    public static int ToLanes(int channels) => (channels + Lanes - 1) / Lanes * Lanes;

    /// <summary>
    /// An odd number of cache lines: cells that lie a power of two apart would share a few sets of the first-level cache, and a depthwise
    /// convolution that comes back to them would not find them there.
    /// </summary>
    public static int ToSpreadLanes(int channels) => (ToLanes(channels) / Lanes | 1) * Lanes;

    public static long ToLanes(long floats) => (floats + Lanes - 1) / Lanes * Lanes;
}

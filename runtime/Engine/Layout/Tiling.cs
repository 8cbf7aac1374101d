#if EMO_GENERATOR
namespace Emo.Codegen.Planning;
#else
using System.ComponentModel;

namespace Emo.CompilerServices;
#endif

/// <summary>
/// A length cut into tiles of two sizes that differ by one, so that no tile is a sliver: first <see cref="LargeCount"/> tiles of
/// <see cref="Small"/> + 1, then <see cref="SmallCount"/> of <see cref="Small"/>. Generated code cuts by it while it runs, and the
/// generator by the same rule while it emits the tiles: this file is compiled into both.
/// </summary>
#if EMO_GENERATOR
internal readonly record struct Tiling(int Small, int SmallCount, int LargeCount)
#else
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Tiling(int Small, int SmallCount, int LargeCount)
#endif
{
    /// <summary>The tiles of a length, none longer than <paramref name="max"/>.</summary>
    public static Tiling Of(int length, int max)
    {
        int count = (length + max - 1) / max;
        int large = length % count;
        return new Tiling(length / count, count - large, large);
    }

    /// <summary>How many tiles there are.</summary>
    public int Count => SmallCount + LargeCount;

    /// <summary>The size of the larger tiles.</summary>
    public int Large => Small + 1;

    /// <summary>Where the smaller tiles begin.</summary>
    public int SmallStart => LargeCount * Large;

    /// <summary>The size of a tile.</summary>
    public int SizeOf(int tile) => tile < LargeCount ? Large : Small;

    /// <summary>Where a tile begins.</summary>
    public int StartOf(int tile) => (tile * Small) + Math.Min(tile, LargeCount);
}

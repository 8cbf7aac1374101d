using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Tiles of one size that follow each other.</summary>
internal readonly record struct TileRun(int Size, int Count, int Start);

internal static class TilingRuns
{
    /// <summary>The larger tiles, then the smaller ones, as far as there are some.</summary>
    public static IEnumerable<TileRun> Runs(this Tiling tiling)
    {
        if (tiling.LargeCount > 0)
            yield return new TileRun(tiling.Large, tiling.LargeCount, 0);
        if (tiling.SmallCount > 0)
            yield return new TileRun(tiling.Small, tiling.SmallCount, tiling.SmallStart);
    }

    /// <summary>The tiles one by one: their sizes and where they start.</summary>
    public static IEnumerable<(int Size, int Start)> Each(this Tiling tiling)
    {
        for (int tile = 0; tile < tiling.Count; tile++)
            yield return (tiling.SizeOf(tile), tiling.StartOf(tile));
    }
}

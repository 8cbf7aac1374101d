namespace Emo.Codegen.Emission;

/// <summary>
/// A length cut into tiles of two sizes that differ by one, so that no tile is a sliver: <see cref="LargeCount"/> of
/// <see cref="Small"/> + 1, then <see cref="SmallCount"/> of <see cref="Small"/>.
/// </summary>
internal sealed record Tiling(int Small, int SmallCount, int LargeCount)
{
    public static Tiling Of(int length, int max)
    {
        int count = (length + max - 1) / max;
        int large = length % count;
        return new Tiling(length / count, count - large, large);
    }

    /// <summary>A panel cut into what the registers hold: vectors, and the float where they start.</summary>
    public static IEnumerable<(int Vectors, int Start)> Parts(int floats, VectorWidth width)
    {
        foreach (var (vectors, count, start) in Of(floats / width.Lanes, width.PointwiseVectors).Tiles)
        {
            for (int i = 0; i < count; i++)
                yield return (vectors, (start + (i * vectors)) * width.Lanes);
        }
    }

    /// <summary>The tile sizes in order, each with its count and where its first tile starts.</summary>
    public IEnumerable<(int Size, int Count, int Start)> Tiles
    {
        get
        {
            if (LargeCount > 0)
                yield return (Small + 1, LargeCount, 0);
            if (SmallCount > 0)
                yield return (Small, SmallCount, LargeCount * (Small + 1));
        }
    }
}

namespace Emo.Codegen.Planning;

/// <summary>Gives every buffer a place in the arena: largest first, each at the lowest offset that no buffer alive at the same time occupies.</summary>
internal static class ArenaPlanner
{
    /// <summary>Kernels load whole vectors, so the last one of a buffer may reach this far past its end.</summary>
    public const int Slack = Align.Lanes;

    public static (EquatableArray<ArenaBuffer> Buffers, long Floats) Place(IReadOnlyList<ArenaBuffer> buffers)
    {
        var placed = new List<ArenaBuffer>();
        foreach (var buffer in buffers.OrderByDescending(buffer => buffer.Floats).ThenBy(buffer => buffer.Id))
            placed.Add(buffer with { Offset = LowestFree(buffer, placed) });
        long total = placed.Count == 0 ? 0 : placed.Max(End);
        return (placed.OrderBy(buffer => buffer.Id).ToEquatableArray(), total);
    }

    private static long LowestFree(ArenaBuffer buffer, List<ArenaBuffer> placed)
    {
        long offset = 0;
        foreach (var other in placed.Where(other => other.First <= buffer.Last && buffer.First <= other.Last).OrderBy(other => other.Offset))
        {
            if (other.Offset >= offset + Size(buffer))
                break;
            offset = Math.Max(offset, End(other));
        }

        return offset;
    }

    private static long Size(ArenaBuffer buffer) => Align.ToLanes(buffer.Floats) + Slack;

    private static long End(ArenaBuffer buffer) => buffer.Offset + Size(buffer);
}

namespace Emo.Codegen.Planning;

/// <summary>Gives every buffer a place in the arena: largest first, each at the lowest offset that no buffer alive at the same time occupies.</summary>
internal static class ArenaPlanner
{
    /// <summary>Kernels load whole vectors, so the last one of a buffer may reach this far past its end.</summary>
    public const int Slack = Align.Lanes;

    /// <summary>Shared buffers first, those of the first worker behind them.</summary>
    public static Arena Place(IReadOnlyList<ArenaBuffer> buffers)
    {
        var shared = Place(buffers.Where(buffer => !buffer.PerWorker), from: 0);
        long sharedFloats = Total(shared, from: 0);
        var own = Place(buffers.Where(buffer => buffer.PerWorker), sharedFloats);
        long floats = Total(own, sharedFloats);
        return new Arena(shared.Concat(own).OrderBy(buffer => buffer.Id).ToEquatableArray(), floats, floats - sharedFloats);
    }

    private static List<ArenaBuffer> Place(IEnumerable<ArenaBuffer> buffers, long from)
    {
        var placed = new List<ArenaBuffer>();
        foreach (var buffer in buffers.OrderByDescending(buffer => buffer.Floats).ThenBy(buffer => buffer.Id))
            placed.Add(buffer with { Offset = LowestFree(buffer, placed, from) });
        return placed;
    }

    private static long Total(List<ArenaBuffer> placed, long from) => placed.Count == 0 ? from : placed.Max(End);

    private static long LowestFree(ArenaBuffer buffer, List<ArenaBuffer> placed, long from)
    {
        long offset = from;
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

/// <summary>The placed buffers, the arena's length, and how much of it belongs to the first worker and is needed again for each further one.</summary>
internal sealed record Arena(EquatableArray<ArenaBuffer> Buffers, long Floats, long WorkerFloats);

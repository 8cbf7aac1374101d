namespace Emo.Codegen.Planning;

/// <summary>Gives every buffer a place in the arena: largest first, none where another one lies that is needed at the same time.</summary>
internal static class ArenaPlanner
{
    /// <summary>A cache line, and the widest vector: buffers begin at a multiple of it.</summary>
    public const int Line = ChannelLayout.Lanes * sizeof(float);

    /// <summary>Kernels load whole vectors, so the last one of a buffer may reach this far past its end.</summary>
    public const int Slack = Line;

    /// <summary>Shared buffers first, those of the first worker behind them.</summary>
    public static Arena Place(IReadOnlyList<ArenaBuffer> buffers)
    {
        var shared = Place(buffers.Where(buffer => !buffer.PerWorker), SharedOffset);
        long sharedBytes = Total(shared, from: 0);
        var own = Place(
            buffers.Where(buffer => buffer.PerWorker), (buffer, placed) => LowestFree(buffer, Alive(buffer, placed), sharedBytes));
        long bytes = Total(own, sharedBytes);
        return new Arena(shared.Concat(own).OrderBy(buffer => buffer.Id).ToEquatableArray(), bytes, bytes - sharedBytes);
    }

    private static List<ArenaBuffer> Place(IEnumerable<ArenaBuffer> buffers, Func<ArenaBuffer, List<ArenaBuffer>, long> offset)
    {
        var placed = new List<ArenaBuffer>();
        foreach (var buffer in buffers.OrderByDescending(buffer => buffer.Bytes).ThenBy(buffer => buffer.Id))
            placed.Add(buffer with { Offset = offset(buffer, placed) });
        return placed;
    }

    private static long Total(List<ArenaBuffer> placed, long from) => placed.Count == 0 ? from : placed.Max(End);

    /// <summary>
    /// In the middle of a larger one, if there is room: two workers share out rows in halves, and each then writes where it, and not the
    /// other one, has written before. A line that another core has in its cache takes several times as long.
    /// </summary>
    private static long SharedOffset(ArenaBuffer buffer, List<ArenaBuffer> placed)
    {
        var alive = Alive(buffer, placed);
        foreach (var larger in placed.OrderBy(Middle))
        {
            long offset = Middle(larger) - Half(buffer);
            if (alive.All(other => offset >= End(other) || offset + Size(buffer) <= other.Offset))
                return offset;
        }

        return LowestFree(buffer, alive, from: 0);
    }

    private static List<ArenaBuffer> Alive(ArenaBuffer buffer, List<ArenaBuffer> placed) =>
        placed.Where(other => other.First <= buffer.Last && buffer.First <= other.Last).OrderBy(other => other.Offset).ToList();

    private static long LowestFree(ArenaBuffer buffer, List<ArenaBuffer> alive, long from)
    {
        long offset = from;
        foreach (var other in alive)
        {
            if (other.Offset >= offset + Size(buffer))
                break;
            offset = Math.Max(offset, End(other));
        }

        return offset;
    }

    private static long Middle(ArenaBuffer buffer) => buffer.Offset + Half(buffer);

    private static long Half(ArenaBuffer buffer) => Size(buffer) / 2 / Line * Line;

    private static long Size(ArenaBuffer buffer) => ((buffer.Bytes + Line - 1) / Line * Line) + Slack;

    private static long End(ArenaBuffer buffer) => buffer.Offset + Size(buffer);
}

/// <summary>
/// The placed buffers, the arena's length, and how much of it belongs to the first worker and is needed again for
/// each further one.
/// </summary>
internal sealed record Arena(EquatableArray<ArenaBuffer> Buffers, long Bytes, long WorkerBytes);

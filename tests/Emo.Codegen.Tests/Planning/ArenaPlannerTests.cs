using CsCheck;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Tests.Planning;

/// <summary>Where buffers lie in the arena.</summary>
public sealed class ArenaPlannerTests
{
    private static readonly Gen<ArenaBuffer> s_buffer =
        from bytes in Gen.Long[1, 16000]
        from perWorker in Gen.Bool
        from first in Gen.Int[0, 20]
        from steps in Gen.Int[0, 5]
        select new ArenaBuffer(0, "map", bytes, perWorker, 0, first, first + steps);

    [Fact]
    public void Buffers_that_are_needed_at_the_same_time_have_no_byte_in_common() => s_buffer.List[1, 30].Sample(drawn =>
    {
        var arena = ArenaPlanner.Place([.. drawn.Select((buffer, id) => buffer with { Id = id })]);
        Assert.Equal(drawn.Select(buffer => buffer.Bytes), arena.Buffers.Select(buffer => buffer.Bytes));
        foreach (var buffer in arena.Buffers)
        {
            long from = buffer.PerWorker ? arena.Bytes - arena.WorkerBytes : 0;
            long end = buffer.PerWorker ? arena.Bytes : arena.Bytes - arena.WorkerBytes;
            Assert.InRange(buffer.Offset, from, end - buffer.Bytes - ArenaPlanner.Slack);
            Assert.Equal(0, buffer.Offset % ArenaPlanner.Line);
            Assert.DoesNotContain(arena.Buffers, other => other.Id > buffer.Id && Meet(buffer, other));
        }
    });

    /// <summary>What a worker writes into its half should be in no other core's cache.</summary>
    [Theory]
    [InlineData(4096)]
    [InlineData(3968)]
    [InlineData(64)]
    public void A_smaller_map_lies_in_the_middle_of_a_larger_one_before_it(int bytes)
    {
        var arena = ArenaPlanner.Place([Shared(0, bytes, first: 2), Shared(1, 16384, first: 0), Shared(2, 8192, first: 1)]);
        Assert.InRange(Middle(arena.Buffers[0]) - Middle(arena.Buffers[1]), -ArenaPlanner.Line, ArenaPlanner.Line);
    }

    [Fact]
    public void A_map_lies_at_the_lowest_free_offset_where_the_middles_of_larger_ones_are_taken()
    {
        var arena = ArenaPlanner.Place([Shared(0, 16384, first: 0), Shared(1, 4096, first: 0)]);
        Assert.Equal([0, 16384 + ArenaPlanner.Slack], arena.Buffers.Select(buffer => buffer.Offset));
    }

    private static ArenaBuffer Shared(int id, long bytes, int first) => new(id, "map", bytes, PerWorker: false, 0, first, first);

    private static long Middle(ArenaBuffer buffer) => buffer.Offset + (buffer.Bytes / 2);

    private static bool Meet(ArenaBuffer one, ArenaBuffer other) =>
        one.First <= other.Last && other.First <= one.Last
        && one.Offset < other.Offset + other.Bytes + ArenaPlanner.Slack && other.Offset < one.Offset + one.Bytes + ArenaPlanner.Slack;
}

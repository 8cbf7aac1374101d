using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Models;

public sealed class WorkerPlacementTests
{
    [Theory]
    [InlineData(new[] { 0, 1 }, 0, new[] { 1 })]
    [InlineData(new[] { 0, 1 }, 1, new[] { 0 })]
    [InlineData(new[] { 2, 5, 7 }, 5, new[] { 2, 7 })]
    [InlineData(new[] { 2, 1023 }, 5, new[] { 2, 1023 })]
    public void One_worker_may_use_all_but_the_callers(int[] allowed, int caller, int[] expected) =>
        Assert.Equal(expected, Share(allowed, caller, worker: 0, workers: 1));

    [Fact]
    public void Workers_get_parts_that_do_not_overlap()
    {
        int[] allowed = [0, 1, 2, 3, 8, 9];
        Assert.Equal([0, 8], Share(allowed, caller: 1, worker: 0, workers: 3));
        Assert.Equal([2, 9], Share(allowed, caller: 1, worker: 1, workers: 3));
        Assert.Equal([3], Share(allowed, caller: 1, worker: 2, workers: 3));
    }

    [Fact]
    public void More_workers_than_processors_share_those_that_are_not_the_callers() =>
        Assert.Equal([[1], [2], [1]], Enumerable.Range(0, 3).Select(worker => Share([0, 1, 2], caller: 0, worker, workers: 3)));

    [Fact]
    public void With_the_callers_processor_alone_there_is_no_choice() => Assert.Equal([4], Share([4], caller: 4, worker: 0, workers: 2));

    /// <summary>Where only one processor may be used, or nothing is known of any, the worker stays.</summary>
    [Fact]
    public void A_registered_worker_is_kept_off_one_processor_the_callers()
    {
        var placement = new WorkerPlacement(1);
        using var registered = new ManualResetEventSlim();
        using var placed = new ManualResetEventSlim();
        ProcessorSet worker = default;
        var thread = new Thread(() =>
        {
            placement.Register(0);
            registered.Set();
            placed.Wait();
            worker = Processors.Allowed;
        });
        thread.Start();
        registered.Wait();
        placement.Place();
        placed.Set();
        thread.Join();
        int allowed = Processors.Allowed.Count;
        Assert.Equal(allowed > 1 ? allowed - 1 : allowed, worker.Count);
    }

    private static int[] Share(int[] allowed, int caller, int worker, int workers)
    {
        ProcessorSet set = default;
        foreach (int processor in allowed)
            set.Add(processor);
        Assert.Equal(allowed.Length, set.Count);
        var share = WorkerPlacement.Share(set, caller, worker, workers);
        return [.. Enumerable.Range(0, ProcessorSet.Capacity).Where(share.Contains)];
    }
}

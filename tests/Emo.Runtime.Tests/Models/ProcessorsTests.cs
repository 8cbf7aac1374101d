using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Models;

public sealed class ProcessorsTests
{
    /// <summary>Where only one processor may be used, or nothing is known of any, the thread stays.</summary>
    [Fact]
    public void A_thread_moves_away_from_a_processor_if_it_may_use_another() => OnThread(() =>
    {
        int first = Processors.Current;
        int second = Processors.Avoid([first]);
        bool canMove = OperatingSystem.IsLinux() && Environment.ProcessorCount > 1;
        Assert.Equal(canMove, second != first);
        if (canMove && Environment.ProcessorCount == 2)
            Assert.Equal(first, Processors.Avoid([second])); // It was not bound to where it went.
    });

    [Fact]
    public void A_thread_stays_where_it_may_if_everything_is_taken() => OnThread(() =>
    {
        int[] all = [.. Enumerable.Range(-1, 1026)];
        int before = Processors.Current;
        Assert.Equal(before < 0, Processors.Avoid(all) < 0);
    });

    private static void OnThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}

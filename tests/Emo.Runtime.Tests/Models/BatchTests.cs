using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Models;

/// <summary>Batches: whole predictions on the threads of a team.</summary>
public sealed class BatchTests
{
    private const int Length = TinyNetwork.InputLength;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(7, 0)]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(50, 3)]
    public void Every_picture_is_predicted_once_with_the_bits_of_a_prediction(int count, int threads)
    {
        using var model = TinyNetwork.Load();
        using var team = threads > 0 ? new ThreadTeam(threads) : null;
        model.Team = team;
        float[] inputs = Inputs(count);
        float[] expected = new float[count * Length];
        for (int i = 0; i < count; i++)
            TinyNetwork.Predict(model, inputs.AsSpan(i * Length, Length), expected.AsSpan(i * Length, Length));

        float[] outputs = new float[count * Length];
        TinyNetwork.PredictBatch(model, inputs, count, outputs);
        Assert.Equal(expected, outputs);
    }

    [Fact]
    public void All_threads_of_the_team_take_pictures()
    {
        using var model = TinyNetwork.Load();
        using var team = new ThreadTeam(3);
        model.Team = team;
        using var together = new Barrier(3);
        int[] threads = TinyNetwork.ThreadsOf(model, Inputs(3), 3, () => Assert.True(together.SignalAndWait(TimeSpan.FromMinutes(1))));
        Assert.Equal(3, threads.Distinct().Count());
    }

    [Fact]
    public void A_single_picture_is_shared_by_the_team()
    {
        using var model = TinyNetwork.Load();
        using var team = new ThreadTeam(3);
        model.Team = team;
        int calls = 0;
        TinyNetwork.ThreadsOf(model, Inputs(1), 1, () => Interlocked.Increment(ref calls));
        Assert.Equal(3, calls);
    }

    [Fact]
    public void Fewer_pictures_than_threads_are_taken_by_as_many_threads()
    {
        using var model = TinyNetwork.Load();
        using var team = new ThreadTeam(4);
        model.Team = team;
        float[] inputs = Inputs(2);
        float[] expected = new float[2 * Length], outputs = new float[2 * Length];
        for (int i = 0; i < 2; i++)
            TinyNetwork.Predict(model, inputs.AsSpan(i * Length, Length), expected.AsSpan(i * Length, Length));
        TinyNetwork.PredictBatch(model, inputs, 2, outputs);
        Assert.Equal(expected, outputs);
        int calls = 0;
        TinyNetwork.ThreadsOf(model, inputs, 2, () => Interlocked.Increment(ref calls));
        Assert.Equal(2, calls);
    }

    [Fact]
    public void A_team_that_is_disposed_is_said_and_nothing_is_kept()
    {
        using var model = TinyNetwork.Load();
        var team = new ThreadTeam(2);
        model.Team = team;
        team.Dispose();
        using var cancellation = new CancellationTokenSource();
        float[] outputs = new float[2 * Length];
        Assert.Throws<ObjectDisposedException>(() => TinyNetwork.PredictBatch(model, Inputs(2), 2, outputs, cancellation.Token));
        model.Team = null;
        cancellation.Cancel();
        TinyNetwork.PredictBatch(model, Inputs(2), 2, outputs);
    }

    [Fact]
    public void A_larger_team_grows_the_arenas_and_then_nothing_is_allocated()
    {
        using var model = TinyNetwork.Load();
        using var two = new ThreadTeam(2);
        using var four = new ThreadTeam(4);
        float[] inputs = Inputs(9);
        float[] expected = new float[9 * Length], outputs = new float[9 * Length];
        TinyNetwork.PredictBatch(model, inputs, 9, expected);
        foreach (var team in new[] { two, four, two })
        {
            model.Team = team;
            outputs.AsSpan().Clear();
            TinyNetwork.PredictBatch(model, inputs, 9, outputs);
            Assert.Equal(expected, outputs);
            Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocations.Of(() => TinyNetwork.PredictBatch(model, inputs, 9, outputs))));
        }
    }

    [Fact]
    public void An_observer_sees_one_picture_after_the_other_on_the_calling_thread()
    {
        using var model = TinyNetwork.Load();
        using var team = new ThreadTeam(3);
        model.Team = team;
        float[] inputs = Inputs(3);
        float[] expected = new float[3 * Length], outputs = new float[3 * Length];
        TinyNetwork.PredictBatch(model, inputs, 3, expected);
        var blocks = new List<string>();
        int caller = Environment.CurrentManagedThreadId;
        model.Observer = block =>
        {
            Assert.Equal(caller, Environment.CurrentManagedThreadId);
            blocks.Add(block.Name);
        };
        TinyNetwork.PredictBatch(model, inputs, 3, outputs);
        Assert.Equal(expected, outputs);
        string[] once = ["first", "second", "third", "fourth"];
        Assert.Equal([.. once, .. once, .. once], blocks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cancelling_ends_it_before_the_next_picture(bool observed)
    {
        using var model = TinyNetwork.Load();
        using var cancellation = new CancellationTokenSource();
        float[] outputs = new float[5 * Length];
        if (observed)
            model.Observer = _ => cancellation.Cancel();
        else
            cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => TinyNetwork.PredictBatch(model, Inputs(5), 5, outputs, cancellation.Token));
        Assert.Equal(observed, outputs.AsSpan(0, Length).ContainsAnyExcept(0f));
        Assert.False(outputs.AsSpan(Length).ContainsAnyExcept(0f));

        // The instance is free again.
        model.Observer = null;
        TinyNetwork.PredictBatch(model, Inputs(5), 5, outputs);
    }

    [Fact]
    public void Cancelling_behind_the_last_picture_changes_nothing()
    {
        using var model = TinyNetwork.Load();
        using var cancellation = new CancellationTokenSource();
        float[] outputs = new float[Length];
        TinyNetwork.ThreadsOf(model, Inputs(1), 1, cancellation.Cancel, cancellation.Token);
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => TinyNetwork.PredictBatch(model, Inputs(1), 1, outputs, cancellation.Token));
        TinyNetwork.PredictBatch(model, [], 0, [], cancellation.Token);
    }

    [Fact]
    public void Wrong_arguments_are_named_as_they_are_written()
    {
        using var model = TinyNetwork.Load();
        float[] one = new float[Length];
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => TinyNetwork.PredictBatch(model, one, -1, one)).ParamName);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => TinyNetwork.PredictBatch(model, one, 2, one)).ParamName);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => TinyNetwork.PredictBatch(model, one, 1, new float[3])).ParamName);

        // As a product of two ints this is as long as nothing.
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => TinyNetwork.PredictBatch(model, [], 1 << 29, [])).ParamName);
    }

    [Fact]
    public void Dispose_during_a_batch_takes_effect_behind_it()
    {
        var model = TinyNetwork.Load();
        TinyNetwork.ThreadsOf(model, Inputs(4), 4, model.Dispose);
        float[] outputs = new float[Length];
        Assert.Throws<ObjectDisposedException>(() => TinyNetwork.PredictBatch(model, Inputs(1), 1, outputs));
    }

    private static float[] Inputs(int count) => [.. Enumerable.Range(0, count * Length).Select(i => MathF.Sin(i * 0.7f))];
}

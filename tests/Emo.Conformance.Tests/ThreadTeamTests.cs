
namespace Emo.Conformance.Tests;

/// <summary>
/// What a team of threads promises besides the same bits, which the golden tests assert for every model. Runs alone: what
/// all threads allocate can only be counted for the whole process.
/// </summary>
[Collection("alone")]
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class ThreadTeamTests
{
    private static readonly float[] s_input = SyntheticWeights.Input(64, 64);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(ThreadTeam.MaxThreads + 1)]
    public void A_team_has_1_to_64_threads(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadTeam(threads));

    [Fact]
    public void Predict_with_a_team_allocates_nothing()
    {
        using var team = new ThreadTeam(2);
        using var model = Load();
        model.Team = team;
        float[] logits = new float[10];
        model.Predict(s_input, logits);

        // The test runner allocates now and then: one prediction without is enough.
        Assert.Equal(0, Enumerable.Range(0, 100).Min(_ => AllocatedBytes(() => model.Predict(s_input, logits))));
    }

    [Fact]
    public void Models_that_share_a_team_predict_at_the_same_time()
    {
        using var team = new ThreadTeam(3);
        using var model = Load();
        float[] expected = Predict(model);
        Parallel.For(0, 4, _ =>
        {
            using var fork = model.Fork();
            Assert.Null(fork.Team);
            fork.Team = team;
            for (int i = 0; i < 50; i++)
                Assert.Equal(expected, Predict(fork));
        });
    }

    [Fact]
    public void A_team_may_change_between_predictions()
    {
        using var model = Load();
        float[] expected = Predict(model);
        for (int threads = 1; threads < 6; threads++)
        {
            using var team = new ThreadTeam(threads);
            model.Team = team;
            Assert.Same(team, model.Team);
            Assert.Equal(expected, Predict(model));
            model.Team = null;
            Assert.Equal(expected, Predict(model));
        }
    }

    [Fact]
    public void A_disposed_team_says_so_and_the_model_goes_on_without_it()
    {
        using var model = Load();
        float[] expected = Predict(model);
        var team = new ThreadTeam(2);
        model.Team = team;
        team.Dispose();
        team.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Predict(model));
        model.Team = null;
        Assert.Equal(expected, Predict(model));
    }

    /// <summary>One thread enters the team twice: the second time it must find it busy, although it is the same thread.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void An_observer_may_predict_with_another_model_of_the_team(int threads)
    {
        using var team = new ThreadTeam(threads);
        using var outer = Load();
        using var inner = outer.Fork();
        float[] expected = Predict(outer);
        outer.Team = team;
        inner.Team = team;
        int blocks = 0;
        outer.Observer = _ =>
        {
            blocks++;
            Assert.Equal(expected, Predict(inner));
        };
        for (int i = 0; i < 10; i++)
            Assert.Equal(expected, Predict(outer));
        Assert.True(blocks > 10);
        outer.Observer = null;
        Assert.Equal(expected, Predict(inner));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_observer_may_dispose_the_team_which_ends_with_the_prediction(int threads)
    {
        using var model = Load();
        float[] expected = Predict(model);
        var team = new ThreadTeam(threads);
        model.Team = team;
        model.Observer = _ => team.Dispose();
        Assert.Equal(expected, Predict(model));
        Assert.Throws<ObjectDisposedException>(() => Predict(model));
        model.Observer = null;
        model.Team = null;
        Assert.Equal(expected, Predict(model));
    }

    [Fact]
    public void A_team_may_be_disposed_by_another_thread_while_it_predicts()
    {
        using var model = Load();
        float[] expected = Predict(model);
        for (int i = 0; i < 20; i++)
        {
            var team = new ThreadTeam(2);
            model.Team = team;

            // Wherever the prediction is when the team goes, it is complete, or it does not begin.
            var disposal = new Thread(team.Dispose);
            disposal.Start();
            try
            {
                Assert.Equal(expected, Predict(model));
            }
            catch (ObjectDisposedException)
            {
            }

            disposal.Join();
            model.Team = null;
        }
    }

    [Fact]
    public void A_disposed_model_takes_no_team()
    {
        using var team = new ThreadTeam(2);
        var model = Load();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Team = team);
    }

    private static long AllocatedBytes(Action predict)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        predict();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static EmoCifar10 Load() => EmoCifar10.Load(TestData.Path("cifar10", "emo-cifar10.pth"));

    private static float[] Predict(EmoCifar10 model)
    {
        float[] logits = new float[10];
        model.Predict(s_input, logits);
        return logits;
    }
}

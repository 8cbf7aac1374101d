
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

using System.Diagnostics;
using System.Runtime.CompilerServices;
using Emo.CompilerServices;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Models;

/// <summary>What nobody disposes is given back by the garbage collector: threads of teams, memory of models.</summary>
[Collection("forgotten")]
[CollectionDefinition("forgotten", DisableParallelization = true)]
public sealed class ForgottenTests
{
    private const int Teams = 50;
    private const int ThreadsOfTeam = 8;
    private const int FewThreads = 40; // what the test runner and the runtime may start meanwhile

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Threads_of_forgotten_teams_end(bool hasPredicted, bool wasSeenByItsObserver)
    {
        int before = ThreadCount();
        MakeTeams(hasPredicted, wasSeenByItsObserver);
        Assert.InRange(ThreadCount(), before + ((ThreadsOfTeam - 1) * Teams) - FewThreads, int.MaxValue);
        Assert.True(Collected(() => ThreadCount() < before + FewThreads), $"{before} threads before, {ThreadCount()} now");
    }

    [Fact]
    public void A_model_keeps_its_team()
    {
        using var model = TinyNetwork.Load();
        float[] expected = TinyNetwork.Predict(model);
        var team = SetTeam(model);
        for (int i = 0; i < 3; i++)
            Collect();
        Assert.True(team.IsAlive);
        Assert.Equal(expected, TinyNetwork.Predict(model));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference SetTeam(ModelInstance model)
        {
            model.Team = new ThreadTeam(3);
            return new WeakReference(model.Team);
        }
    }

    /// <summary>Its finalizer may run while it predicts: nothing of it is needed once the prediction has begun.</summary>
    [Fact]
    public void A_team_that_is_forgotten_while_it_predicts_completes_the_prediction()
    {
        using var model = TinyNetwork.Load();
        float[] expected = TinyNetwork.Predict(model);
        for (int i = 0; i < 20; i++)
            Assert.Equal(expected, PredictAndForget(model.Fork()));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static float[] PredictAndForget(ModelInstance fork)
        {
            fork.Team = new ThreadTeam(3);
            fork.Observer = _ => Collect();
            return TinyNetwork.Predict(fork);
        }
    }

    // Two gigabytes are forgotten, half of which would be seen above all that the runtime keeps or gives back meanwhile.
    [Fact]
    public void Memory_of_forgotten_models_is_freed()
    {
        if (!OperatingSystem.IsLinux())
            return; // Resident memory is read from /proc.
        const long Bytes = 64 << 20;
        const int Models = 32;
        long before = ResidentBytes();
        for (int i = 0; i < Models; i++)
        {
            Load();
            Collect();
        }

        Assert.InRange(ResidentBytes(), 0, before + (Models * Bytes / 2));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Load()
        {
            var info = ModelInfos.Of("large", ModelInfos.Preprocessing(4, 6)) with { ArenaBytes = Bytes / 4 };
            var definition = new ModelDefinition(info, _ => { }, _ => { });
            var first = new ModelInstance(definition, info, new NativeBuffer(Bytes / 2), embeddingNorm: null);
            first.Fork();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeTeams(bool predict, bool observe)
    {
        for (int i = 0; i < Teams; i++)
        {
            var team = new ThreadTeam(ThreadsOfTeam);
            if (!predict)
                continue;
            var model = TinyNetwork.Load();
            model.Team = team;
            if (observe)
                model.Observer = _ => Assert.Equal(ThreadsOfTeam, team.Threads); // it holds the team, and the prediction holds it
            TinyNetwork.Predict(model);
        }
    }

    private static bool Collected(Func<bool> isDone)
    {
        for (int i = 0; i < 100; i++)
        {
            Collect();
            if (isDone())
                return true;
            Thread.Sleep(20);
        }

        return false;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static int ThreadCount()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static long ResidentBytes()
    {
        string[] pages = File.ReadAllText("/proc/self/statm").Split(' ');
        return long.Parse(pages[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}

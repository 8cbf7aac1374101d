namespace Emo.Benchmarks.Soak;

/// <summary>One of the threads: does one thing after the other at random, and knows what each may end in.</summary>
internal sealed class SoakWorker(int seed, SoakPool pool, SoakCounts counts, string folder)
{
    private readonly Random _random = new(seed);
    private readonly SoakObservers _observers = new(pool, counts);

    /// <summary>What it does now, for the message when it does so for ever.</summary>
    public string Action { get; private set; } = "nothing";

    /// <summary>How much it has done.</summary>
    public long Done { get; private set; }

    public void Run(Func<bool> goesOn)
    {
        while (goesOn())
        {
            Do();
            Done++;
        }

        Action = "ended";
    }

    private void Do()
    {
        try
        {
            switch (_random.Next(100))
            {
                case < 40:
                    Predict("predictions of shared models", pool.Model(_random));
                    break;
                case < 60:
                    Begin("forks that predict and go", PredictWithFork);
                    break;
                case < 70:
                    Begin("models replaced", () => pool.ReplaceModel(_random, forget: _random.Next(4) == 0));
                    break;
                case < 75:
                    Begin("teams replaced", () => pool.ReplaceTeam(_random, forget: _random.Next(4) == 0));
                    break;
                case < 85:
                    Begin("teams set", () => pool.Model(_random).Model.Team = _random.Next(4) == 0 ? null : pool.Team(_random));
                    break;
                case < 97:
                    Begin("observers set", SetObserver);
                    break;
                default:
                    Begin("weights saved and loaded", SaveAndLoad);
                    break;
            }
        }
        catch (SoakException)
        {
            counts.Add("exceptions of observers that came out");
        }
        catch (ObjectDisposedException)
        {
            counts.Add("ended with ObjectDisposedException");
        }
        catch (InvalidOperationException)
        {
            counts.Add("ended with InvalidOperationException");
        }
        catch (Exception e)
        {
            counts.Find($"{Action}: {e}");
        }
    }

    private void Begin(string action, Action run)
    {
        Action = action;
        run();
        counts.Add(action);
    }

    private void Predict(string action, (SoakNetwork Network, IEmoModel Model) one) => Begin(action, () =>
    {
        if (!one.Network.IsSame(one.Model, _random))
            counts.Find($"{action}: {one.Model.Info.Name} has wrong bits");
    });

    private void PredictWithFork()
    {
        var (network, shared) = pool.Model(_random);
        using var fork = SoakNetwork.Fork(_random.Next(2) == 0 ? shared : network.First);
        fork.Team = _random.Next(3) == 0 ? null : pool.Team(_random);
        fork.Observer = _observers.Choose(_random, fork);
        for (int i = _random.Next(4); i >= 0; i--)
        {
            if (!network.IsSame(fork, _random))
                counts.Find($"a fork of {fork.Info.Name} has wrong bits");
        }
    }

    private void SetObserver()
    {
        var model = pool.Model(_random).Model;
        model.Observer = _observers.Choose(_random, model);
    }

    private void SaveAndLoad()
    {
        var (network, model) = pool.Model(_random);
        string path = Path.Combine(folder, $"{model.Info.Name}-{_random.Next(2)}.emo");
        model.SaveWeights(path);
        using var loaded = network.Load(path);
        if (!network.IsSame(loaded, _random))
            counts.Find($"{loaded.Info.Name} from a file has wrong bits");
    }
}

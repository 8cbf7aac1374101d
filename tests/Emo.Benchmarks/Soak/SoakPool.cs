namespace Emo.Benchmarks.Soak;

/// <summary>
/// Models and teams that all threads use at once, as nobody should: two may meet in one, and one may go while another uses it. Whoever
/// replaces one disposes the old one, or forgets it.
/// </summary>
internal sealed class SoakPool : IDisposable
{
    private const int Teams = 3;
    private const int ModelsOfNetwork = 4;
    private const int MostThreads = 4;

    private readonly (SoakNetwork Network, IEmoModel Model)[] _models;
    private readonly ThreadTeam[] _teams = new ThreadTeam[Teams];

    public SoakPool(SoakNetwork[] networks)
    {
        _models = [.. networks.SelectMany(network => Enumerable.Repeat(network, ModelsOfNetwork))
            .Select(network => (network, SoakNetwork.Fork(network.First)))];
        for (int i = 0; i < Teams; i++)
            _teams[i] = new ThreadTeam(1 + i);
    }

    public (SoakNetwork Network, IEmoModel Model) Model(Random random)
    {
        lock (_models)
            return _models[random.Next(_models.Length)];
    }

    public ThreadTeam Team(Random random)
    {
        lock (_teams)
            return _teams[random.Next(Teams)];
    }

    public void ReplaceModel(Random random, bool forget)
    {
        int place = random.Next(_models.Length);
        IEmoModel old;
        lock (_models)
        {
            old = _models[place].Model;
            _models[place].Model = SoakNetwork.Fork(_models[place].Network.First);
        }

        if (!forget)
            old.Dispose();
    }

    public void ReplaceTeam(Random random, bool forget)
    {
        int place = random.Next(Teams);
        var team = new ThreadTeam(1 + random.Next(MostThreads));
        lock (_teams)
            (_teams[place], team) = (team, _teams[place]);
        if (!forget)
            team.Dispose();
    }

    /// <summary>Disposes everything but what the networks are forked from.</summary>
    public void Dispose()
    {
        foreach (var (_, model) in _models)
            model.Dispose();
        foreach (var team in _teams)
            team.Dispose();
        Array.Clear(_models);
        Array.Clear(_teams);
    }
}

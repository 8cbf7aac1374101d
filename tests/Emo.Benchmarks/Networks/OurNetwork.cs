namespace Emo.Benchmarks.Networks;

/// <summary>A generated class with its input and logits in memory that stays.</summary>
internal sealed class OurNetwork : IDisposable
{
    private readonly ThreadTeam _team;
    private readonly IEmoModel _model;
    private readonly float[] _input;
    private readonly float[] _logits;

    public OurNetwork(ModelEntry entry, int threads = 1)
    {
        _team = new ThreadTeam(threads);
        _model = entry.LoadOurs();
        _model.Team = threads > 1 ? _team : null;
        _input = entry.Input();
        _logits = new float[_model.OutputLength];
    }

    /// <summary>The planar input of the next run.</summary>
    public Span<float> Input => _input;

    public ReadOnlySpan<float> Logits => _logits;

    public ModelInfo Info => _model.Info;

    public void Run() => _model.Predict(_input, _logits);

    public void Dispose()
    {
        _model.Dispose();
        _team.Dispose();
    }
}

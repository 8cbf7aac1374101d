using System.Numerics.Tensors;

namespace Emo.CompilerServices;

/// <summary>
/// The scores of one anchor at all cells of a level. <see cref="Floors"/> are the logits below which no score is above the
/// threshold, a little too low: most logits are compared with that and nothing else, the rest have their score computed.
/// </summary>
internal sealed class LevelScores
{
    /// <summary>Covers the rounding of logits and of their exponentials.</summary>
    private const float Slack = 1e-3f;

    private readonly ScoreActivation _activation;
    private readonly float[] _floors;
    private readonly float[] _maxima;
    private readonly float[] _sums;
    private readonly float[] _exponentials;

    public LevelScores(ScoreActivation activation, int maxCells)
    {
        _activation = activation;
        _floors = new float[maxCells];
        int softmaxCells = activation == ScoreActivation.Softmax ? maxCells : 0;
        _maxima = new float[softmaxCells];
        _sums = new float[softmaxCells];
        _exponentials = new float[softmaxCells];
    }

    public ReadOnlySpan<float> Floors => _floors;

    /// <summary>
    /// Prepares an anchor whose logits are planes of <paramref name="cells"/> values, the background's last where there is one.
    /// </summary>
    public void Begin(ReadOnlySpan<float> logits, int cells, float threshold)
    {
        if (_activation == ScoreActivation.Softmax)
            BeginSoftmax(logits, cells, threshold);
        else
            Raise(cells, threshold);
    }

    /// <summary>The threshold is higher now. Softmax keeps its floors: they differ from cell to cell.</summary>
    public void Raise(int cells, float threshold)
    {
        if (_activation == ScoreActivation.Sigmoid)
            _floors.AsSpan(0, cells).Fill(SigmoidFloor(threshold));
    }

    public float ScoreOf(float logit, int cell) => _activation == ScoreActivation.Softmax
        ? Exponential.Of(logit - _maxima[cell]) / _sums[cell]
        : Exponential.Sigmoid(logit);

    /// <summary>Relative to the maximum, so that no exponential overflows. All logits are finite.</summary>
    private void BeginSoftmax(ReadOnlySpan<float> logits, int cells, float threshold)
    {
        var maxima = _maxima.AsSpan(0, cells);
        var sums = _sums.AsSpan(0, cells);
        var exponentials = _exponentials.AsSpan(0, cells);
        logits[..cells].CopyTo(maxima);
        for (int at = cells; at < logits.Length; at += cells)
            TensorPrimitives.Max(maxima, logits.Slice(at, cells), maxima);

        sums.Clear();
        for (int at = 0; at < logits.Length; at += cells)
        {
            TensorPrimitives.Subtract(logits.Slice(at, cells), maxima, exponentials);
            TensorPrimitives.Exp(exponentials, exponentials);
            TensorPrimitives.Add(sums, exponentials, sums);
        }

        // score > threshold where logit > maximum + log(threshold * sum)
        var floors = _floors.AsSpan(0, cells);
        TensorPrimitives.Multiply(sums, threshold, floors);
        TensorPrimitives.Log(floors, floors);
        TensorPrimitives.Add(floors, maxima, floors);
        TensorPrimitives.Subtract(floors, Slack, floors);
    }

    /// <summary>The logit of a score that is lower by more than a sigmoid's rounding, which near 1 is many logits wide.</summary>
    private static float SigmoidFloor(float score)
    {
        double lower = score * (1 - 1e-6);
        return (float)Math.Log(lower / (1 - lower)) - Slack;
    }
}

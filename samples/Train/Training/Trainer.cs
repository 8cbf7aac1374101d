using Emo.Train.Network;
using Emo.Train.Objectives;

namespace Emo.Train.Training;

/// <summary>
/// Trains a network: epochs of steps, after each of them the accuracy of the moving average, the files and a line. It can end after any
/// step and go on from there.
/// </summary>
internal sealed class Trainer<TTruth> : IDisposable
{
    private readonly TorchNetwork _network;
    private readonly IBatches<TTruth> _batches;
    private readonly TrainingOptions _options;
    private readonly ITrainingRecord _record;
    private readonly MovingAverage _average;
    private readonly AdamW _optimizer;
    private readonly TrainingStep<TTruth> _step;
    private readonly LearningRate _rate;
    private readonly TimeProvider _time;
    private long? _start;
    private double _earlierSeconds;

    /// <param name="network">What is trained; the caller's.</param>
    /// <param name="objective">What it should learn.</param>
    /// <param name="batches">What it is shown.</param>
    /// <param name="options">How, and how long.</param>
    /// <param name="record">Measures and writes.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    public Trainer(
        TorchNetwork network,
        IObjective<TTruth> objective,
        IBatches<TTruth> batches,
        TrainingOptions options,
        ITrainingRecord record,
        TimeProvider? time = null)
    {
        (_network, _batches, _options, _record, _time) = (network, batches, options, record, time ?? TimeProvider.System);
        Progress.Length = options.Length;
        if (options.FreezeBackbone)
            network.FreezeBackbone();
        _average = new MovingAverage(network, options.Average);
        _optimizer = new AdamW(network.Parameters, options.WeightDecay);
        _step = new TrainingStep<TTruth>(network, _average, _optimizer, objective, options);
        _rate = new LearningRate(options.LearningRate, options.WarmUp);
    }

    public TrainingProgress Progress { get; private set; } = new();

    /// <summary>How long the run that was resumed should have taken.</summary>
    public string? EarlierLength { get; private set; }

    /// <summary>The bytes of the tensors of a state.</summary>
    public long StateBytes => sizeof(float) * State().Sum(tensor => tensor.Value.numel());

    /// <summary>How much is done, 0 to 1.</summary>
    private double Done => _options.Epochs is { } epochs
        ? (double)Progress.Step / ((long)epochs * _batches.PerEpoch)
        : Seconds / (60 * _options.Minutes!.Value);

    private double Seconds => _earlierSeconds + (_start is { } start ? _time.GetElapsedTime(start).TotalSeconds : 0);

    private bool IsOver => _options.Epochs is { } epochs ? Progress.Epoch >= epochs : Done >= 1;

    /// <summary>Goes on from a state.</summary>
    public void Resume(StateFile file)
    {
        Progress = file.Load(State(), _options.Settings);
        _earlierSeconds = Progress.Seconds;
        (EarlierLength, Progress.Length) = (Progress.Length, _options.Length);
    }

    /// <summary>Writes the state that <see cref="Resume"/> reads.</summary>
    public void Save(StateFile file)
    {
        Progress.Seconds = Seconds;
        file.Save(State(), Progress, _options.Settings);
    }

    /// <summary>Trains to the end, or until it is cancelled.</summary>
    /// <returns>Whether it came to the end.</returns>
    public bool Run(CancellationToken cancellation)
    {
        _start = _time.GetTimestamp();
        while (!IsOver)
        {
            foreach (var batch in _batches.Epoch(Progress.Epoch).Skip(Progress.StepOfEpoch))
            {
                double rate = _rate.At(Progress.Step, Done);
                Progress.LossSum += _step.Run(batch.Inputs, batch.Truths, Progress.Step, rate);
                Progress.Step++;
                Progress.StepOfEpoch++;
                Progress.LearningRate = rate;
                _record.Step(View(), Save);
                if (cancellation.IsCancellationRequested)
                    return false;
                if (_options.Epochs is null && IsOver)
                    break;
            }

            EndEpoch();
            if (cancellation.IsCancellationRequested && !IsOver)
                return false;
        }

        // The minutes of a run that is resumed within an epoch may be over.
        if (Progress.StepOfEpoch > 0)
            EndEpoch();
        return true;
    }

    public void Dispose()
    {
        _average.Dispose();
        _optimizer.Dispose();
    }

    private void EndEpoch()
    {
        double? accuracy = Measure();
        Progress.Seconds = Seconds;
        double loss = Progress.LossSum / Math.Max(1, Progress.StepOfEpoch);
        Progress.Epoch++;
        (Progress.StepOfEpoch, Progress.LossSum) = (0, 0);
        Progress.Curve.Add(new CurvePoint(Progress.Epoch, Progress.Step, Progress.Seconds / 60, Progress.LearningRate, loss, accuracy));

        // A later epoch has seen more. Without held-out pictures the last one is kept; one that has no accuracy replaces none that has.
        bool isBest = Progress.Best is not { } best || accuracy >= best;
        if (isBest)
            (Progress.Best, Progress.BestEpoch) = (accuracy, Progress.Epoch);
        _record.Epoch(View(), _average.Network, isBest, Save);
    }

    /// <summary>The step's loss was finite, and yet the weights that it left need not be.</summary>
    private double? Measure()
    {
        try
        {
            return _record.Measure(_average.Network, Save);
        }
        catch (NotFiniteNumberException)
        {
            throw TrainingFailure.NotFinite("What the network gives is not all numbers", Progress.Step, _options.LearningRate);
        }
    }

    private TrainingView View() => new(Progress, _batches.PerEpoch, _options.Epochs, Done, Seconds);

    private IEnumerable<KeyValuePair<string, TorchSharp.torch.Tensor>> State() =>
        StateFile.Tensors(NetworkTensors.Of(_network), NetworkTensors.Of(_average.Network), _optimizer.Moments);
}

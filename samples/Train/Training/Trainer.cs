using System.Diagnostics;
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
    private readonly Stopwatch _watch = new();
    private double _earlierSeconds;

    /// <param name="network">What is trained; the caller's.</param>
    /// <param name="objective">What it should learn.</param>
    /// <param name="batches">What it is shown.</param>
    /// <param name="options">How, and how long.</param>
    /// <param name="record">Measures and writes.</param>
    public Trainer(
        TorchNetwork network, IObjective<TTruth> objective, IBatches<TTruth> batches, TrainingOptions options, ITrainingRecord record)
    {
        (_network, _batches, _options, _record) = (network, batches, options, record);
        if (options.FreezeBackbone)
            network.FreezeBackbone();
        _average = new MovingAverage(network, options.Average);
        _optimizer = new AdamW(network.Parameters, options.WeightDecay);
        _step = new TrainingStep<TTruth>(network, _average, _optimizer, objective, options);
        _rate = new LearningRate(options.LearningRate, options.WarmUp);
    }

    public TrainingProgress Progress { get; private set; } = new();

    /// <summary>The bytes of the tensors of a state.</summary>
    public long StateBytes => sizeof(float) * State().Sum(tensor => tensor.Value.numel());

    /// <summary>How much is done, 0 to 1.</summary>
    private double Done => _options.Epochs is { } epochs
        ? (double)Progress.Step / ((long)epochs * _batches.PerEpoch)
        : Seconds / (60 * _options.Minutes!.Value);

    private double Seconds => _earlierSeconds + _watch.Elapsed.TotalSeconds;

    private bool IsOver => _options.Epochs is { } epochs ? Progress.Epoch >= epochs : Done >= 1;

    /// <summary>Goes on from a state.</summary>
    public void Resume(StateFile file)
    {
        Progress = file.Load(State(), _options.Settings);
        _earlierSeconds = Progress.Seconds;
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
        _watch.Start();
        while (!IsOver)
        {
            double rate = 0;
            foreach (var batch in _batches.Epoch(Progress.Epoch).Skip(Progress.StepOfEpoch))
            {
                rate = _rate.At(Progress.Step, Done);
                Progress.LossSum += _step.Run(batch.Inputs, batch.Truths, Progress.Step, rate);
                Progress.Step++;
                Progress.StepOfEpoch++;
                _record.Step(View());
                if (cancellation.IsCancellationRequested)
                    return false;
                if (_options.Epochs is null && IsOver)
                    break;
            }

            EndEpoch(rate);
        }

        return true;
    }

    public void Dispose()
    {
        _average.Dispose();
        _optimizer.Dispose();
    }

    private void EndEpoch(double rate)
    {
        double? accuracy = _record.Measure(_average.Network);
        Progress.Seconds = Seconds;
        double loss = Progress.LossSum / Math.Max(1, Progress.StepOfEpoch);
        Progress.Epoch++;
        (Progress.StepOfEpoch, Progress.LossSum) = (0, 0);
        Progress.Curve.Add(new CurvePoint(Progress.Epoch, Progress.Step, Progress.Seconds / 60, rate, loss, accuracy));

        // A later epoch has seen more. Without held-out pictures the last one is kept.
        bool isBest = Progress.Best is not { } best || !(accuracy < best);
        if (isBest)
            (Progress.Best, Progress.BestEpoch) = (accuracy, Progress.Epoch);
        _record.Epoch(View(), _average.Network, isBest, Save);
    }

    private TrainingView View() => new(Progress, _batches.PerEpoch, _options.Epochs, Done, Seconds);

    private IEnumerable<KeyValuePair<string, TorchSharp.torch.Tensor>> State() =>
        StateFile.Tensors(NetworkTensors.Of(_network), NetworkTensors.Of(_average.Network), _optimizer.Moments);
}

using Emo.Tool;
using Emo.Train.Data;
using Emo.Train.Network;
using Emo.Train.Objectives;
using Emo.Train.Tests.Training;
using Emo.Train.Training;
using TorchSharp;

namespace Emo.Train.Tests;

/// <summary>What the training loop does around its steps: two in an epoch, with pictures of noise.</summary>
public sealed class TrainerTests : IDisposable
{
    private readonly TrainingFolder _folder = new();
    private readonly TorchNetwork _network;

    public TrainerTests() => _network = TorchNetwork.Create(_folder.Spec(TrainingSpecs.Classifier).Graph, seed: 1, torch.CPU);

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_latest_of_the_best_is_kept_and_one_without_accuracy_replaces_none()
    {
        double?[] accuracies = [0.2, 0.5, 0.4, 0.5, null];
        var record = new Record { Accuracy = epoch => accuracies[epoch] };
        using var trainer = Train(record, new TrainingOptions { Epochs = 5, Batch = 2 });
        Assert.True(trainer.Run(CancellationToken.None));
        Assert.Equal([true, true, false, true, false], record.Best);
        Assert.Equal(((double?)0.5, 4), (trainer.Progress.Best, trainer.Progress.BestEpoch));
    }

    [Fact]
    public void Without_accuracies_the_last_is_kept()
    {
        var record = new Record();
        using var trainer = Train(record, new TrainingOptions { Epochs = 2, Batch = 2 });
        trainer.Run(CancellationToken.None);
        Assert.Equal([true, true], record.Best);
    }

    [Fact]
    public void Minutes_end_within_an_epoch_and_its_part_is_measured()
    {
        var clock = new Clock();
        var record = new Record { Stepped = _ => clock.Seconds += 20 };
        using var trainer = Train(record, new TrainingOptions { Minutes = 1, Batch = 2 }, clock);
        Assert.True(trainer.Run(CancellationToken.None));
        Assert.Equal([2, 3], trainer.Progress.Curve.Select(point => point.Step));
        Assert.Equal(1, trainer.Progress.Curve[^1].Minutes, tolerance: 1e-9);
    }

    [Fact]
    public void A_run_that_stopped_as_its_minutes_ended_is_measured_when_it_is_resumed()
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new Clock();
        var options = new TrainingOptions { Minutes = 1, Batch = 2 };
        var state = new StateFile(_folder["state.safetensors"]);
        double rate = 0;
        var record = new Record
        {
            Stepped = view =>
            {
                clock.Seconds += 20;
                rate = view.Progress.LearningRate;
                if (view.Progress.Step == 3)
                    cancellation.Cancel();
            },
        };
        using (var first = Train(record, options, clock))
        {
            Assert.False(first.Run(cancellation.Token));
            first.Save(state);
        }

        var resumed = new Record();
        using var trainer = Train(resumed, options, clock);
        trainer.Resume(state);
        Assert.True(trainer.Run(CancellationToken.None));
        Assert.Equal(0, resumed.Steps);
        Assert.Equal([2, 3], trainer.Progress.Curve.Select(point => point.Step));
        Assert.Equal(rate, trainer.Progress.Curve[^1].LearningRate);
    }

    [Fact]
    public void What_is_stopped_while_it_measures_takes_no_further_step()
    {
        using var cancellation = new CancellationTokenSource();
        var record = new Record
        {
            Accuracy = _ =>
            {
                cancellation.Cancel();
                return 0.5;
            },
        };
        using var trainer = Train(record, new TrainingOptions { Epochs = 3, Batch = 2 });
        Assert.False(trainer.Run(cancellation.Token));
        Assert.Equal(2, record.Steps);
        Assert.Single(trainer.Progress.Curve);
    }

    [Fact]
    public void Weights_that_overflow_between_steps_say_what_to_do()
    {
        var record = new Record { Accuracy = _ => throw new NotFiniteNumberException("The outputs.") };
        using var trainer = Train(record, new TrainingOptions { Epochs = 3, Batch = 2 });
        Assert.Equal(
            "What the network gives is not all numbers at step 2: the training has failed. Begin again with a lower --lr than 0.002.",
            Assert.Throws<ToolException>(() => trainer.Run(CancellationToken.None)).Message);
    }

    [Fact]
    public void Another_length_is_known()
    {
        var state = new StateFile(_folder["state.safetensors"]);
        using (var first = Train(new Record(), new TrainingOptions { Epochs = 1, Batch = 2 }))
            first.Save(state);
        using var trainer = Train(new Record(), new TrainingOptions { Minutes = 0.5, Batch = 2 });
        trainer.Resume(state);
        Assert.Equal(("--epochs 1", "--minutes 0.5"), (trainer.EarlierLength, trainer.Progress.Length));
    }

    private Trainer<ClassTruth> Train(Record record, TrainingOptions options, TimeProvider? time = null) =>
        new(_network, new ClassifierObjective(smoothing: 0, weights: null), new Batches(), options, record, time);

    private sealed class Batches : IBatches<ClassTruth>
    {
        public int PerEpoch => 2;

        public IEnumerable<Batch<ClassTruth>> Epoch(int epoch) =>
            Enumerable.Range(0, PerEpoch).Select(_ => new Batch<ClassTruth>(Noise(), [new(0), new(1)]));

        private static float[] Noise()
        {
            var random = new Random(1);
            return Array.ConvertAll(new float[2 * 3 * 64 * 64], _ => random.NextSingle() - 0.5f);
        }
    }

    private sealed class Record : ITrainingRecord
    {
        private int _epoch;

        public Func<int, double?> Accuracy { get; init; } = _ => null;

        public Action<TrainingView> Stepped { get; init; } = _ => { };

        public int Steps { get; private set; }

        public List<bool> Best { get; } = [];

        public void Step(TrainingView view, Action<StateFile> save)
        {
            Steps++;
            Stepped(view);
        }

        public double? Measure(TorchNetwork average, Action<StateFile> save) => Accuracy(_epoch++);

        public void Epoch(TrainingView view, TorchNetwork average, bool isBest, Action<StateFile> save) => Best.Add(isBest);
    }
}

using Emo.Tool;
using Emo.Tool.Specs;
using Emo.Train.Data;
using Emo.Train.Network;
using Emo.Train.Objectives;
using Emo.Train.Tests.Training;
using Emo.Train.Training;
using TorchSharp;

namespace Emo.Train.Tests;

/// <summary>A training that goes on is the one that never was interrupted. The network has dropout, and samples are augmented.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly TrainingOptions s_options = new() { Epochs = 4, Batch = 4, WarmUp = 3 };

    private readonly TrainingFolder _folder = new();
    private readonly ToolSpec _spec;
    private readonly DataSet<MaskFile> _data;

    public ResumeTests()
    {
        torch.set_num_threads(1);
        _spec = _folder.Spec(TrainingSpecs.Aspp);
        _data = _folder.Masks(10);
    }

    private string StatePath => _folder["state.safetensors"];

    public void Dispose() => _folder.Dispose();

    /// <summary>Step 4 is the end of an epoch, 3 and 5 are within one.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_cancelled_run_goes_on_with_the_same_losses_and_weights(int cancelled)
    {
        var whole = Train(_ => false, resume: false);
        Assert.Equal(8, whole.Losses.Length);
        var first = Train(step => step == cancelled, resume: false);
        Assert.Equal(cancelled, first.Losses.Length);
        var second = Train(_ => false, resume: true);

        Assert.Equal(whole.Losses, first.Losses.Concat(second.Losses));
        Assert.Equal(whole.Curve.Select(point => point with { Minutes = 0 }), second.Curve.Select(point => point with { Minutes = 0 }));
        Assert.Equal(whole.Weights, second.Weights);
        Assert.Equal(whole.Average, second.Average);
    }

    [Fact]
    public void A_killed_run_goes_on_after_its_last_epoch()
    {
        var whole = Train(_ => false, resume: false);
        var killed = Train(step => step == 7, resume: false, saves: false);
        Assert.Equal(7, killed.Losses.Length);
        var second = Train(_ => false, resume: true);
        Assert.Equal(whole.Losses[6..], second.Losses);
        Assert.Equal(whole.Weights, second.Weights);
    }

    [Fact]
    public void Another_learning_rate_is_refused()
    {
        Train(step => step == 2, resume: false);
        var error = Assert.Throws<ToolException>(() => Train(_ => false, resume: true, s_options with { LearningRate = 0.5 }));
        Assert.Equal($"{StatePath} cannot be resumed: --lr is 0.002 in the run that it is of, and 0.5 now.", error.Message);
    }

    [Fact]
    public void Another_networks_state_is_refused()
    {
        Train(step => step == 2, resume: false);
        using var other = new TrainingFolder();
        var spec = other.Spec(TrainingSpecs.Psp);
        using var network = TorchNetwork.Create(spec.Graph, 1, torch.CPU);
        var error = Assert.Throws<ToolException>(() => new StateFile(StatePath).Load(
            StateFile.Tensors(NetworkTensors.Of(network), [], []), s_options.Settings));
        Assert.Contains("it is of another network: it has no tensor 'network.decode_head.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no state")]
    public void A_broken_state_is_refused(string text)
    {
        File.WriteAllText(StatePath, text);
        Assert.Throws<CheckpointException>(() => Train(_ => false, resume: true));
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_training_and_says_what_to_do()
    {
        using var network = TorchNetwork.Create(_spec.Graph, seed: 1, torch.CPU);
        using var loader = Loader();
        using var trainer = new Trainer<MaskTruth>(
            network, new Endless(), new LoadedBatches<MaskFile, MaskTruth>(loader), s_options, new Record(_ => false, () => { }));
        var error = Assert.Throws<ToolException>(() => trainer.Run(CancellationToken.None));
        Assert.Equal("The loss is NaN at step 1: the training has failed. Begin again with a lower --lr than 0.002.", error.Message);
    }

    private Outcome Train(Func<int, bool> cancelsAt, bool resume, TrainingOptions? options = null, bool saves = true)
    {
        using var network = TorchNetwork.Create(_spec.Graph, seed: 1, torch.CPU);
        using var loader = Loader();
        using var cancellation = new CancellationTokenSource();
        var record = new Record(cancelsAt, cancellation.Cancel) { State = new StateFile(StatePath) };
        using var trainer = new Trainer<MaskTruth>(
            network,
            new SegmenterObjective(_spec.Graph.Input, weights: null, dice: 0.5),
            new LoadedBatches<MaskFile, MaskTruth>(loader),
            options ?? s_options,
            record);
        if (resume)
            trainer.Resume(record.State);
        record.Before = trainer.Progress.LossSum;
        bool isOver = trainer.Run(cancellation.Token);
        if (!isOver && saves)
            trainer.Save(record.State);
        return new Outcome([.. record.Losses], trainer.Progress.Curve, network.ToSafetensors().ToArray(), record.Average);
    }

    private SampleLoader<MaskFile, MaskTruth> Loader() => new(
        _data.Training,
        new SegmenterSampler(SpecPreprocessing.Of(_spec.Spec), new AugmentationOptions(), new PictureCache()),
        _spec.InputLength,
        new SampleLoaderOptions(s_options.Batch, Seed: 1));

    private sealed record Outcome(double[] Losses, IReadOnlyList<CurvePoint> Curve, byte[] Weights, byte[] Average);

    /// <summary>Notes the loss of each step, saves after each epoch, cancels where it should.</summary>
    private sealed class Record(Func<int, bool> cancelsAt, Action cancel) : ITrainingRecord
    {
        public List<double> Losses { get; } = [];

        public StateFile? State { get; init; }

        public double Before { get; set; }

        public byte[] Average { get; private set; } = [];

        public void Step(TrainingView view, Action<StateFile> save)
        {
            Losses.Add(view.Progress.LossSum - Before);
            Before = view.Progress.LossSum;
            if (cancelsAt((int)view.Progress.Step))
                cancel();
        }

        public double? Measure(TorchNetwork average, Action<StateFile> save) => null;

        public void Epoch(TrainingView view, TorchNetwork average, bool isBest, Action<StateFile> save)
        {
            Before = 0;
            Average = average.ToSafetensors().ToArray();
            save(State!);
        }
    }

    private sealed class Endless : IObjective<MaskTruth>
    {
        public torch.Tensor Loss(IReadOnlyList<torch.Tensor> outputs, IReadOnlyList<MaskTruth> truths) => outputs[0].sum() * double.NaN;
    }
}

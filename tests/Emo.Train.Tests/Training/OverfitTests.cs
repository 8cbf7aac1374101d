using Emo.Tool.Models;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;
using Emo.Train.Data;
using Emo.Train.Network;
using Emo.Train.Objectives;
using Emo.Train.Tests.Training;
using Emo.Train.Training;
using TorchSharp;

namespace Emo.Train.Tests;

/// <summary>Four pictures learnt by heart: by the generated class the accuracy on them is at least 0.9.</summary>
[Trait("Category", "Slow")]
public sealed class OverfitTests : IDisposable
{
    private const int Pictures = 4;

    /// <summary>On x64 the boxes take 75 to 100 steps, and the maps 100.</summary>
    private const int Steps = 250;

    private const double Enough = 0.9;

    /// <summary>An epoch is one step.</summary>
    private static readonly TrainingOptions s_options = new() { Epochs = Steps, Batch = Pictures, WarmUp = 10, Average = 0.9 };

    private readonly TrainingFolder _folder = new();

    /// <summary>One thread, so that it takes the same steps on every machine of a kind, however many cores it has.</summary>
    public OverfitTests() => torch.set_num_threads(1);

    [Fact]
    public void Boxes_of_ssdlite() => Overfit(TrainingSpecs.SsdLite);

    [Fact]
    public void Boxes_of_retina() => Overfit(TrainingSpecs.Retina);

    [Fact]
    public void Maps()
    {
        var spec = _folder.Spec(TrainingSpecs.Aspp);
        var data = _folder.Masks(Pictures);
        var sampler = new SegmenterSampler(SpecPreprocessing.Of(spec.Spec), new AugmentationOptions(), new PictureCache());
        Overfit(spec, data, sampler, new SegmenterObjective(spec.Graph.Input, weights: null, dice: 0.5), new SegmenterMeter(data));
    }

    public void Dispose() => _folder.Dispose();

    private void Overfit(string text)
    {
        var spec = _folder.Spec(text);
        var data = _folder.Boxes(Pictures);
        var sampler = new DetectorSampler(SpecPreprocessing.Of(spec.Spec), new AugmentationOptions(), new PictureCache());
        Overfit(spec, data, sampler, DetectorObjective.Of(spec.Spec, spec.Graph), new DetectorMeter(data));
    }

    private static void Overfit<TFile, TTruth>(
        ToolSpec spec, DataSet<TFile> data, ISampler<TFile, TTruth> sampler, IObjective<TTruth> objective, IAccuracyMeter meter)
    {
        using var network = TorchNetwork.Create(spec.Graph, seed: 1, torch.CPU);
        using var loader = new SampleLoader<TFile, TTruth>(
            data.Training, sampler, spec.InputLength, new SampleLoaderOptions(Pictures, Seed: 1) { Augment = false });
        using var enough = new CancellationTokenSource();
        var record = new Record(NetworkCompiler.Compile(spec), meter, enough);
        using var trainer = new Trainer<TTruth>(network, objective, new LoadedBatches<TFile, TTruth>(loader), s_options, record);
        trainer.Run(enough.Token);
        Assert.True(record.Best >= Enough, Plain.Text($"{meter.Name} is {record.Best} after {trainer.Progress.Step} steps"));
    }

    /// <summary>Measures now and then, and ends the training when it is good enough.</summary>
    private sealed class Record(CompiledNetwork compiled, IAccuracyMeter meter, CancellationTokenSource enough) : ITrainingRecord
    {
        private const int Every = 25;
        private int _steps;

        public double Best { get; private set; }

        public void Step(TrainingView view, Action<StateFile> save) => _steps++;

        public double? Measure(TorchNetwork average, Action<StateFile> save)
        {
            if (_steps % Every != 0 && _steps != Steps)
                return null;
            using var checkpoint = Checkpoint.Open(average.ToSafetensors().ToArray(), "average");
            using var network = compiled.Load(checkpoint);
            Best = Math.Max(Best, meter.Measure(network.Model, threads: 1).Value);
            if (Best >= Enough)
                enough.Cancel();
            return Best;
        }

        public void Epoch(TrainingView view, TorchNetwork average, bool isBest, Action<StateFile> save)
        {
        }
    }
}

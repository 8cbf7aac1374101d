using System.CommandLine;
using Emo.Tool.Models;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;
using Emo.Train.Data;
using Emo.Train.Network;
using Emo.Train.Training;
using TorchSharp;

namespace Emo.Train.Commands;

/// <summary>One training, from the command line to the weights. Everything that can be wrong is looked at before it begins.</summary>
internal sealed class TrainingRun<TFile, TTruth>(
    ITrainingKind<TFile, TTruth> kind, ToolSpec spec, TrainingArguments training, DataArguments reading, ToolOutput output)
{
    /// <summary>The status of a process that Ctrl+C ends.</summary>
    private const int Interrupted = 130;

    public int Start(ParseResult result, string path, string folder)
    {
        kind.Check(spec.Spec);
        var files = new RunFiles(folder, spec.Name);
        bool resume = training.Resume(result);
        files.Check(resume);
        using var checkpoint = training.Weights(result) is { } weights ? Checkpoint.Open(weights) : null;
        LibTorch.Require();
        var compiled = NetworkCompiler.Compile(spec);
        var data = kind.Open(path, spec.Spec, reading.Options(result));
        foreach (string note in data.Notes)
            output.Line(note);

        int threads = training.Threads(result);
        torch.set_num_threads(threads);
        var options = training.Get(result) with { Others = Settings(result, data) };
        using var network = TorchNetwork.Create(spec.Graph, options.Seed, torch.cuda.is_available() ? torch.CUDA : torch.CPU);
        if (checkpoint is not null)
            Begin(network, checkpoint);
        using var loader = Loader(result, data, options);
        var meter = kind.Meter(data);
        var lines = new ProgressLines(output, TimeProvider.System);
        var record = new TrainingRecord(compiled, meter, data.Labels, files, lines, Math.Min(threads, Environment.ProcessorCount));
        var objective = kind.Objective(result, spec.Spec, spec.Graph, data);
        using var trainer = new Trainer<TTruth>(network, objective, new LoadedBatches<TFile, TTruth>(loader), options, record);
        return Run(trainer, files, resume, data, meter);
    }

    private int Run(Trainer<TTruth> trainer, RunFiles files, bool resume, DataSet<TFile> data, IAccuracyMeter meter)
    {
        var state = new StateFile(files.State);
        files.Create();
        files.RequireRoom(trainer.StateBytes);
        if (resume)
            trainer.Resume(state);
        else
            trainer.Save(state);
        string over = resume ? Plain.Text($", {trainer.Progress.Epoch} epochs are over") : "";
        output.Line(Plain.Text($"{spec.Name}: {data.Training.Length} pictures to train on, {data.HeldOut.Length} held out{over}."));
        output.Text.Flush();

        using var interruption = new Interruption();
        if (!trainer.Run(interruption.Token))
        {
            trainer.Save(state);
            output.Line(Plain.Text($"Stopped after step {trainer.Progress.Step}. The same command with --resume goes on."));
            return Interrupted;
        }

        foreach (string line in Usage.Lines(spec.Name, files.Weights, kind.Usage, trainer.Progress, meter.Name))
            output.Line(line);
        return 0;
    }

    private void Begin(TorchNetwork network, Checkpoint checkpoint)
    {
        var misfits = network.Load(checkpoint);
        if (misfits.Count == 0)
            return;
        output.Line(Plain.Text($"Of {spec.Name}, {Plain.Name(checkpoint.Name)} has not what follows, which begins at random:"));
        foreach (string line in Misfits.Group(misfits))
            output.Line("  " + line);
    }

    private SampleLoader<TFile, TTruth> Loader(ParseResult result, DataSet<TFile> data, TrainingOptions options)
    {
        var preprocessing = SpecPreprocessing.Of(spec.Spec);
        var augmentation = reading.Augmentation(result);
        var sampler = kind.Sampler(preprocessing, augmentation ?? new AugmentationOptions(), new PictureCache());
        return new SampleLoader<TFile, TTruth>(
            data.Training,
            sampler,
            preprocessing.InputLength,
            new SampleLoaderOptions(options.Batch, options.Seed)
            {
                Augment = augmentation is not null,
                Repeats = reading.Balance(result) ? kind.Repeats(data) : null,
            });
    }

    private IEnumerable<KeyValuePair<string, string>> Settings(ParseResult result, DataSet<TFile> data) =>
    [
        .. kind.Settings(result),
        new("the spec", spec.Name),
        new("the number of training pictures", Plain.Text($"{data.Training.Length}")),
        new("the augmentation", reading.Augmentation(result)?.ToString() ?? "none"),
        new("--balance", $"{reading.Balance(result)}"),
        new("the classes", string.Join(", ", data.Labels)),
    ];
}

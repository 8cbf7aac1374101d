using System.CommandLine;
using System.Runtime.InteropServices;
using Emo.Tool;
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

    /// <exception cref="ToolException">libtorch cannot go on: a batch needs more memory than there is.</exception>
    public int Start(ParseResult result, string path, string folder)
    {
        try
        {
            return Train(result, path, folder);
        }
        catch (ExternalException exception)
        {
            throw TrainingFailure.OfLibTorch(exception.Message);
        }
    }

    private int Train(ParseResult result, string path, string folder)
    {
        kind.Check(spec.Spec);
        var files = new RunFiles(folder, spec.Name);
        bool resume = training.Resume(result);
        files.Check(resume);
        using var checkpoint = training.Weights(result) is { } weights ? Checkpoint.Open(weights) : null;
        if (checkpoint is not null && StateFile.IsState(checkpoint))
        {
            throw new ToolException(
                $"{Plain.Name(checkpoint.Name)} is the state of a training, not weights: name the NAME.safetensors beside it.");
        }

        RequireBatch(training.Get(result).Batch);
        LibTorch.Require();
        int threads = training.Threads(result);
        torch.set_num_threads(threads);
        bool onGpu = !training.OnCpu(result) && torch.cuda.is_available();
        using var network = TorchNetwork.Create(spec.Graph, training.Get(result).Seed, onGpu ? torch.CUDA : torch.CPU);
        if (checkpoint is not null)
            Begin(network, checkpoint, training.Get(result).FreezeBackbone);
        var compiled = NetworkCompiler.Compile(spec);
        var data = kind.Open(path, spec.Spec, reading.Options(result));
        foreach (string note in data.Notes)
            output.Line(note);

        if (data.HeldOut.IsEmpty)
            output.Line("No picture is held out: nothing says how good the network is, and the weights of the last epoch are kept.");
        output.Line(onGpu
            ? "libtorch computes on the GPU."
            : Plain.Text($"libtorch computes on the CPU, with {threads} {(threads == 1 ? "thread" : "threads")}."));
        var options = training.Get(result) with { Others = Settings(result, data) };
        using var loader = Loader(result, data, options, Math.Max(1, threads - 1));
        var meter = kind.Meter(data);
        var lines = new ProgressLines(output, TimeProvider.System);
        var record = new TrainingRecord(
            compiled, meter, data.Labels, files, lines, Math.Min(threads, Environment.ProcessorCount), TimeProvider.System);
        var objective = kind.Objective(result, spec.Spec, spec.Graph, data);
        using var trainer = new Trainer<TTruth>(network, objective, new LoadedBatches<TFile, TTruth>(loader), options, record);
        return Run(trainer, files, resume, data, meter, lines);
    }

    private int Run(
        Trainer<TTruth> trainer, RunFiles files, bool resume, DataSet<TFile> data, IAccuracyMeter meter, ProgressLines lines)
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
        if (trainer.EarlierLength is { } length && length != trainer.Progress.Length)
            output.Line($"It was begun with {length}, and ends with {trainer.Progress.Length}, to which the learning rate goes down.");
        output.Text.Flush();

        bool isOver = Run(trainer, lines);
        trainer.Save(state);
        if (!isOver)
        {
            output.Line(Plain.Text($"Stopped after step {trainer.Progress.Step}. The same command with --resume goes on."));
            return Interrupted;
        }

        foreach (string line in Usage.Lines(spec.Name, files.Weights, kind.Usage, trainer.Progress, meter.Name))
            output.Line(line);
        return 0;
    }

    private static bool Run(Trainer<TTruth> trainer, ProgressLines lines)
    {
        using var interruption = new Interruption(signal =>
        {
            if (signal == PosixSignal.SIGHUP)
                lines.Silence();
            else
                lines.Note("Stopping after this step; again ends at once.");
        });
        try
        {
            return trainer.Run(interruption.Token);
        }
        finally
        {
            lines.Clear();
        }
    }

    private void RequireBatch(int batch)
    {
        long length = (long)batch * spec.InputLength;
        if (length > Array.MaxLength)
            throw new ToolException(Plain.Text($"--batch {batch} of {spec.InputText} is {length} numbers, more than {Array.MaxLength}."));
    }

    private void Begin(TorchNetwork network, Checkpoint checkpoint, bool freezes)
    {
        var misfits = network.Load(checkpoint);
        if (freezes && misfits.FirstOrDefault(line => network.IsOfBackbone(line.Split(':')[0])) is { } misfit)
        {
            throw new ToolException(
                $"{Plain.Name(checkpoint.Name)} has not the whole backbone, which cannot stay as it is: {Plain.Name(misfit)}.");
        }

        if (misfits.Count == 0)
            return;
        output.Line(Plain.Text($"Of {spec.Name}, {Plain.Name(checkpoint.Name)} has not what follows, which begins at random:"));
        foreach (string line in Misfits.Group(misfits))
            output.Line("  " + line);
    }

    private SampleLoader<TFile, TTruth> Loader(ParseResult result, DataSet<TFile> data, TrainingOptions options, int threads)
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
                Threads = threads,
                Augment = augmentation is not null,
                Repeats = reading.Balance(result) ? kind.Repeats(data) : null,
            });
    }

    private IEnumerable<KeyValuePair<string, string>> Settings(ParseResult result, DataSet<TFile> data) =>
    [
        .. kind.Settings(result),
        new("the spec", spec.Name),
        new("what the spec's files say", Fingerprint.Of(spec)),
        new("the number of training pictures", Plain.Text($"{data.Training.Length}")),
        new("what is trained on, pictures and annotations,", Fingerprint.Of(data.Training, kind.Text)),
        new("what is held out, pictures and annotations,", Fingerprint.Of(data.HeldOut, kind.Text)),
        new("the augmentation", reading.Augmentation(result)?.ToString() ?? "none"),
        new("--balance", $"{reading.Balance(result)}"),
        new("the classes", string.Join(", ", data.Labels)),
    ];
}

using System.CommandLine;
using Emo.Samples;
using Emo.Tool;
using Emo.Train.Training;

namespace Emo.Train.Commands;

/// <summary>The options of all kinds of training.</summary>
internal sealed class TrainingArguments
{
    private const int DefaultEpochs = 100;

    private static readonly TrainingOptions s_defaults = new();

    private readonly Option<int> _epochs = ProgramOptions.Number(
        ["--epochs"], 1, 1_000_000, "a whole number from 1 to 1000000", DefaultEpochs, "How often each picture is shown.");

    private readonly Option<double?> _minutes = ProgramOptions.Number(
        ["--minutes"], 0.01, 100_000, "a number of minutes, from 0.01 to 100000", "How long to train, in place of --epochs.");

    private readonly Option<int> _batch = ProgramOptions.Number(
        ["--batch"], 2, 4096, "a whole number from 2 to 4096", s_defaults.Batch, "The pictures of a step.");

    private readonly Option<double> _rate = ProgramOptions.Number(
        ["--lr"], 1e-9, 10, "a number above 0, at most 10", s_defaults.LearningRate, "The highest learning rate.");

    private readonly Option<int> _warmUp = ProgramOptions.Number(
        ["--warm-up"], 0, 1_000_000, "a whole number from 0 to 1000000", s_defaults.WarmUp, "The steps until then.");

    private readonly Option<double> _weightDecay = ProgramOptions.Number(
        ["--weight-decay"], 0, 1.0, "a number from 0 to 1", s_defaults.WeightDecay, "The decay of weights, not of biases and norms.");

    private readonly Option<double> _clip = ProgramOptions.Number(
        ["--clip"], 1e-6, 1e6, "a number above 0, at most 1000000", s_defaults.Clip, "The longest gradient.");

    private readonly Option<double> _average = ProgramOptions.Number(
        ["--average"], 0, 0.99999, "a number from 0 to below 1", s_defaults.Average, "How much of the moving average stays in a step.");

    private readonly Option<int> _seed = ProgramOptions.Number(
        ["--seed"], 0, int.MaxValue, "a whole number, at least 0", s_defaults.Seed, "Everything random follows from it.");

    private readonly Option<int> _threads = ProgramOptions.Number(
        ["--threads"], 1, 1024, "a whole number from 1 to 1024", Environment.ProcessorCount, "The threads that compute; all cores.");

    private readonly Option<string?> _weights = ToolCommands.File(
        "--weights", "A checkpoint to begin with, published or own. What does not fit the spec is named and begins at random.");

    private readonly Option<string?> _freeze = new("--freeze")
    {
        Description = "'backbone': it stays as --weights has it. For few pictures.",
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on with the training that OUT has, with the same options. --weights is not read again.",
    };

    private readonly Option<string?> _device = new("--device")
    {
        Description = "'cpu': even where there is a GPU that libtorch can use.",
    };

    public TrainingArguments(Command command)
    {
        _device.AcceptOnlyFromAmong("cpu");
        _freeze.AcceptOnlyFromAmong("backbone");
        Option[] options =
        [
            _epochs, _minutes, _batch, _rate, _warmUp, _weightDecay, _clip, _average, _seed, _threads, _weights, _freeze, _resume, _device,
        ];
        foreach (var option in options)
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_epochs) is { Implicit: false } && result.GetResult(_minutes) is { Implicit: false })
                result.AddError("--epochs and --minutes exclude each other.");
            if (result.GetResult(_freeze) is { Implicit: false }
                && result.GetResult(_weights) is null or { Implicit: true }
                && result.GetResult(_resume) is null or { Implicit: true })
            {
                result.AddError("--freeze needs --weights: a backbone that begins at random and stays so gives nothing to learn from.");
            }
        });
    }

    public TrainingOptions Get(ParseResult result)
    {
        double? minutes = result.GetValue(_minutes);
        return new TrainingOptions
        {
            Epochs = minutes is null ? result.GetValue(_epochs) : null,
            Minutes = minutes,
            Batch = result.GetValue(_batch),
            LearningRate = result.GetValue(_rate),
            WarmUp = result.GetValue(_warmUp),
            WeightDecay = result.GetValue(_weightDecay),
            Clip = result.GetValue(_clip),
            Average = result.GetValue(_average),
            Seed = result.GetValue(_seed),
            FreezeBackbone = result.GetValue(_freeze) is not null,
        };
    }

    public int Threads(ParseResult result) => result.GetValue(_threads);

    /// <summary>Null for a run that goes on, which has its weights.</summary>
    public string? Weights(ParseResult result) => Resume(result) ? null : result.GetValue(_weights);

    /// <summary>Whether a GPU is left alone.</summary>
    public bool OnCpu(ParseResult result) => result.GetValue(_device) is not null;

    public bool Resume(ParseResult result) => result.GetValue(_resume);
}

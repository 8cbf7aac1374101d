using System.CommandLine;
using System.Globalization;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Samples;
using Emo.Tool.Terminal;
using Emo.Train.Data;
using Emo.Train.Objectives;
using Emo.Train.Training;

namespace Emo.Train.Commands;

/// <summary>Trains classifiers.</summary>
internal sealed class ClassifierKind : ITrainingKind<ClassTruth, ClassTruth>
{
    private readonly ClassWeightsOption _weights;
    private readonly Option<double> _smoothing = ProgramOptions.Number(
        ["--label-smoothing"], 0, 0.9, "a number from 0 to 0.9", 0.1, "How much of each label all classes share.");

    public ClassifierKind(Command command)
    {
        _weights = new ClassWeightsOption(command);
        command.Options.Add(_smoothing);
    }

    public bool CanBalance => true;

    public string Usage => "Console.WriteLine(model.Classify(\"picture.jpg\")[0]);";

    public void Check(ModelSpec spec) => ClassCount.RequireTwo(spec, SpecTask.Head<ClassifierHeadSpec>(spec, "classifier"));

    public string Text(ClassTruth truth) => Plain.Text($"{truth.ClassIndex}");

    public DataSet<ClassTruth> Open(string path, ModelSpec spec, DataOptions options) => ClassifierData.Open(path, spec, options);

    public ISampler<ClassTruth, ClassTruth> Sampler(Preprocessing preprocessing, AugmentationOptions options, PictureCache cache) =>
        new ClassifierSampler(preprocessing, options, cache);

    public IReadOnlyList<double>? Repeats(DataSet<ClassTruth> data) => RepeatFactors.Of(data);

    public IObjective<ClassTruth> Objective(ParseResult result, ModelSpec spec, LayerGraph graph, DataSet<ClassTruth> data) =>
        new ClassifierObjective(result.GetValue(_smoothing), _weights.Get(result, data.Labels, () => Counts(data)));

    public IEnumerable<KeyValuePair<string, string>> Settings(ParseResult result) =>
    [
        new("--class-weights", _weights.Text(result)),
        new("--label-smoothing", result.GetValue(_smoothing).ToString(CultureInfo.InvariantCulture)),
    ];

    public IAccuracyMeter Meter(DataSet<ClassTruth> data) => new ClassifierMeter(data);

    private static long[] Counts(DataSet<ClassTruth> data)
    {
        long[] counts = new long[data.Labels.Length];
        foreach (var picture in data.Training)
            counts[picture.Truth.ClassIndex]++;
        return counts;
    }
}

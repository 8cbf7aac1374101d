using System.CommandLine;
using System.Globalization;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Samples;
using Emo.Train.Data;
using Emo.Train.Objectives;
using Emo.Train.Training;

namespace Emo.Train.Commands;

/// <summary>Trains segmenters.</summary>
internal sealed class SegmenterKind : ITrainingKind<MaskFile, MaskTruth>
{
    private readonly ClassWeightsOption _weights;
    private readonly Option<double> _dice = ProgramOptions.Number(
        ["--dice"],
        0,
        100.0,
        "a number from 0 to 100",
        0,
        "How much the dice loss counts beside the cross entropy, 0.5 for small classes.");

    public SegmenterKind(Command command)
    {
        _weights = new ClassWeightsOption(command);
        command.Options.Add(_dice);
    }

    public bool CanBalance => false;

    public string Usage => "var map = model.Segment(\"picture.jpg\"); Console.WriteLine(map.Count(1));";

    public void Check(ModelSpec spec) => ClassCount.RequireTwo(spec, SpecTask.Head<SegmenterHeadSpec>(spec, "segmenter"));

    public string Text(MaskFile truth) => $"{Path.GetFileName(truth.Path)} {truth.FullIsForeground}";

    public DataSet<MaskFile> Open(string path, ModelSpec spec, DataOptions options) => SegmenterData.Open(path, spec, options);

    public ISampler<MaskFile, MaskTruth> Sampler(Preprocessing preprocessing, AugmentationOptions options, PictureCache cache) =>
        new SegmenterSampler(preprocessing, options, cache);

    public IReadOnlyList<double>? Repeats(DataSet<MaskFile> data) => null;

    public IObjective<MaskTruth> Objective(ParseResult result, ModelSpec spec, LayerGraph graph, DataSet<MaskFile> data) =>
        new SegmenterObjective(graph.Input, _weights.Get(result, data.Labels, () => Counts(data)), result.GetValue(_dice));

    public IEnumerable<KeyValuePair<string, string>> Settings(ParseResult result) =>
    [
        new("--class-weights", _weights.Text(result)),
        new("--dice", result.GetValue(_dice).ToString(CultureInfo.InvariantCulture)),
    ];

    public IAccuracyMeter Meter(DataSet<MaskFile> data) => new SegmenterMeter(data);

    /// <summary>The pixels of each class.</summary>
    private static long[] Counts(DataSet<MaskFile> data)
    {
        long[] counts = new long[data.Labels.Length];
        foreach (var picture in data.Training)
        {
            foreach (byte label in MaskReader.Read(picture.Truth).Labels)
            {
                if (label != MaskTruth.Ignored)
                    counts[label]++;
            }
        }

        return counts;
    }
}

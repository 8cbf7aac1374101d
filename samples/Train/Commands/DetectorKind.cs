using System.CommandLine;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Tool.Terminal;
using Emo.Train.Data;
using Emo.Train.Objectives;
using Emo.Train.Training;

namespace Emo.Train.Commands;

/// <summary>Trains detectors.</summary>
internal sealed class DetectorKind : ITrainingKind<BoxTruth, BoxTruth>
{
    public bool CanBalance => true;

    public string Usage => "foreach (var found in model.Detect(\"picture.jpg\")) Console.WriteLine(found);";

    public void Check(ModelSpec spec) => SpecTask.Head<DetectorHeadSpec>(spec, "detector");

    public DataSet<BoxTruth> Open(string path, ModelSpec spec, DataOptions options) => DetectorData.Open(path, spec, options);

    public ISampler<BoxTruth, BoxTruth> Sampler(Preprocessing preprocessing, AugmentationOptions options, PictureCache cache) =>
        new DetectorSampler(preprocessing, options, cache);

    public IReadOnlyList<double>? Repeats(DataSet<BoxTruth> data) => RepeatFactors.Of(data);

    public IObjective<BoxTruth> Objective(ParseResult result, ModelSpec spec, LayerGraph graph, DataSet<BoxTruth> data) =>
        DetectorObjective.Of(spec, graph);

    public IEnumerable<KeyValuePair<string, string>> Settings(ParseResult result) => [];

    public string Text(BoxTruth truth) => string.Join(
        "; ", truth.Boxes.Select(box => Plain.Text($"{box.ClassIndex} {box.Left} {box.Top} {box.Right} {box.Bottom}")));

    public IAccuracyMeter Meter(DataSet<BoxTruth> data) => new DetectorMeter(data);
}

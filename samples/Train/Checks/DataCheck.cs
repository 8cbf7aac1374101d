using Emo.Codegen.Specs;
using Emo.Tool.Terminal;
using Emo.Train.Data;

namespace Emo.Train.Checks;

/// <summary>Looks at the data of a spec's network, whichever kind it is.</summary>
/// <param name="spec">The spec.</param>
/// <param name="path">The annotated pictures.</param>
/// <param name="folder">Where the PNG files go.</param>
/// <param name="output">Where the counts go.</param>
internal sealed class DataCheck(ModelSpec spec, string path, string folder, ToolOutput output)
{
    private readonly Preprocessing _preprocessing = SpecPreprocessing.Of(spec);
    private readonly PictureCache _cache = new();

    public required DataOptions Options { get; init; }

    /// <summary>Null: samples as their pictures are.</summary>
    public required AugmentationOptions? Augmentation { get; init; }

    /// <summary>How many samples are drawn of the pictures to train on; half as many of those held out.</summary>
    public required int Samples { get; init; }

    public required int Seed { get; init; }

    private AugmentationOptions Change => Augmentation ?? AugmentationOptions.Default;

    /// <exception cref="DataSetException">Something is wrong with the data, or the spec has nothing to learn.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Run()
    {
        var sheets = new SheetFolder(folder, path);
        switch (SpecTask.Of(spec))
        {
            case "detector":
                CheckBoxes(DetectorData.Open(path, spec, Options), sheets);
                break;
            case "segmenter":
                CheckMasks(SegmenterData.Open(path, spec, Options), sheets);
                break;
            default:
                CheckClasses(ClassifierData.Open(path, spec, Options), sheets);
                break;
        }
    }

    private void CheckBoxes(DataSet<BoxTruth> data, SheetFolder place)
    {
        var sampler = new DetectorSampler(_preprocessing, Change, _cache);
        var report = new BoxReport(data, sampler.InInput);
        Begin(data);
        report.Write(output);
        End(data, place, [.. report.Oddities()], new SampleSheets<BoxTruth, BoxTruth>(
            _preprocessing, data.Labels, sampler, SampleDrawing.Draw, truth => $"({truth.Boxes.Length})"));
    }

    private void CheckMasks(DataSet<MaskFile> data, SheetFolder place)
    {
        var report = new MaskReport(data);
        Begin(data);
        report.Write(output);
        End(data, place, [.. report.Oddities()], new SampleSheets<MaskFile, MaskTruth>(
            _preprocessing,
            data.Labels,
            new SegmenterSampler(_preprocessing, Change, _cache),
            (canvas, scale, truth) => SampleDrawing.Draw(canvas, scale, truth, _preprocessing.InputWidth),
            _ => ""));
    }

    private void CheckClasses(DataSet<ClassTruth> data, SheetFolder place)
    {
        Begin(data);
        ClassReport.Write(data, output);
        End(data, place, [.. ClassReport.Oddities(data)], new SampleSheets<ClassTruth, ClassTruth>(
            _preprocessing,
            data.Labels,
            new ClassifierSampler(_preprocessing, Change, _cache),
            (_, _, _) => { },
            truth => Plain.Cut(data.Labels[truth.ClassIndex], 40)));
    }

    private void Begin<T>(DataSet<T> data)
    {
        output.Line(output.Bold($"{spec.Name}: {data.Training.Length} pictures to train on, {data.HeldOut.Length} held out"));
        foreach (string note in data.Notes)
            output.Line(note);
        output.Line();
    }

    private void End<TFile, TTruth>(
        DataSet<TFile> data, SheetFolder place, IEnumerable<string> oddities, SampleSheets<TFile, TTruth> sheets)
    {
        foreach (string oddity in oddities.Concat(Duplicates.Find(data)))
            output.Line($"  look: {oddity}");
        output.Line();
        place.DeleteSheets();
        var training = new SampleLoaderOptions(BatchSize: 1, Seed) { Augment = Augmentation is not null };
        var files = sheets.Save(data.Training, training, Samples, place.Of(SheetFolder.Training));
        var heldOut = sheets.Save(data.HeldOut, training with { Augment = false }, (Samples + 1) / 2, place.Of(SheetFolder.HeldOut));
        foreach (string file in files.Concat(heldOut))
            output.Line(Plain.Path(file));
    }
}

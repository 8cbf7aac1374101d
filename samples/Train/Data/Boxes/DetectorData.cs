using System.Collections.Immutable;
using Emo.Codegen.Specs;
using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>Reads pictures with boxes: COCO's JSON, or Pascal VOC's XML.</summary>
internal static class DetectorData
{
    /// <summary>Reads a data set and looks at each of its pictures.</summary>
    /// <param name="path">A JSON file, or a folder of one of the two formats.</param>
    /// <param name="spec">A detector's spec, whose labels the data must have.</param>
    /// <param name="options">How the data is read.</param>
    /// <returns>The boxes in pixels of the upright pictures.</returns>
    /// <exception cref="DataSetException">Something is wrong with the data, or the spec is not a detector's.</exception>
    public static DataSet<BoxTruth> Open(string path, ModelSpec spec, DataOptions options)
    {
        var head = SpecTask.Head<DetectorHeadSpec>(spec, "detector");
        options.RefuseMask255();
        var set = Find(path, options);
        var labels = LabelMatcher.Create(spec, head, () => set.Names, set.Source, options);
        List<string> notes = [.. set.Notes];
        var (training, heldOut) = (set.Training, set.HeldOut);
        if (heldOut is null)
            (training, heldOut) = Split(set, notes);
        if (training.Count == 0 || heldOut.Count == 0)
        {
            string missing = training.Count == 0 ? "to train on" : "held out";
            throw new DataSetException($"{Plain.Path(set.Source)}: there are no pictures {missing}.");
        }

        SplitOverlap.Refuse(training.Select(picture => picture.Path), heldOut.Select(picture => picture.Path));
        var checks = new BoxChecks(labels);
        List<AnnotatedPicture> all = [.. training, .. heldOut];
        var sizes = PictureFiles.Measure([.. all.Select(picture => (picture.Path, (string?)picture.Source))], options.DecodeAll, notes);
        ImmutableArray<LabelledPicture<BoxTruth>> pictures = [.. all.Select((picture, index) => checks.Check(picture, sizes[index]))];
        if (pictures.Take(training.Count).All(picture => picture.Truth.Boxes.IsEmpty))
            throw new DataSetException($"{Plain.Path(set.Source)}: no picture to train on has a box.");
        return new DataSet<BoxTruth>(labels.Labels, pictures[..training.Count], pictures[training.Count..])
        {
            Notes = [.. notes, .. checks.Notes()],
        };
    }

    private static AnnotatedSet Find(string path, DataOptions options)
    {
        if (CocoSet.Find(path, options) is { } coco)
            return coco;
        if (File.Exists(path))
            throw new DataSetException($"{Plain.Path(path)}: it is neither a folder nor a .json file of COCO's format.");
        if (!Directory.Exists(path))
            throw new DataSetException($"There is no folder or file '{Plain.Path(path)}'.");
        return VocSet.Find(path, options) ?? throw new DataSetException(
            $"{Plain.Path(path)}: it has no annotations: neither a .json file (COCO) nor Annotations/*.xml (Pascal VOC).");
    }

    private static (IReadOnlyList<AnnotatedPicture> Training, IReadOnlyList<AnnotatedPicture> HeldOut) Split(
        AnnotatedSet set, List<string> notes)
    {
        if (set.Training.Count < 2)
            throw new DataSetException($"{Plain.Path(set.Source)}: {set.Training.Count} pictures are too few: at least one is held out.");
        var (training, heldOut) = HeldOutSplit.Of(set.Training, picture => picture.Name);
        notes.Add($"The data has no split: {heldOut.Count} of {set.Training.Count} pictures are held out, chosen by their names.");
        return (training, heldOut);
    }
}

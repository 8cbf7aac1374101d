using System.Collections.Immutable;
using Emo.Codegen.Specs;
using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>
/// Reads pictures in a folder for each class, perhaps in folders <c>train</c> and <c>val</c>, <c>valid</c> or <c>test</c>.
/// </summary>
internal static class ClassifierData
{
    /// <summary>Reads a data set and looks at each of its pictures.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="spec">A classifier's spec. Its labels are the names of the folders; without labels they are sorted.</param>
    /// <param name="options">How the data is read.</param>
    /// <exception cref="DataSetException">Something is wrong with the data, or the spec is not a classifier's.</exception>
    public static DataSet<ClassTruth> Open(string path, ModelSpec spec, DataOptions options)
    {
        var head = SpecTask.Head<ClassifierHeadSpec>(spec, "classifier");
        options.RefuseMask255();
        var (trainingFolder, heldOutFolder) = SplitFolders.Find(path, options);
        var folders = PictureFiles.FoldersIn(trainingFolder);
        if (folders.Count == 0)
            throw new DataSetException($"{Plain.Path(trainingFolder)}: it has no folders, and a classifier needs one for each class.");
        string[] names = [.. folders.Select(folder => Path.GetFileName(folder))];
        var labels = LabelMatcher.Create(spec, head, () => names, trainingFolder, options);

        var notes = new List<string>();
        var training = Pictures(trainingFolder, labels, notes);
        List<LabelledPicture<ClassTruth>> heldOut;
        if (heldOutFolder is null)
            (training, heldOut) = Split(training, trainingFolder, notes);
        else
            heldOut = Pictures(heldOutFolder, labels, notes);
        SplitOverlap.Refuse(training.Select(picture => picture.Path), heldOut.Select(picture => picture.Path));
        CheckClasses(training, labels, trainingFolder);
        PictureFiles.Measure([.. training.Concat(heldOut).Select(picture => (picture.Path, (string?)null))], options.DecodeAll);
        return new DataSet<ClassTruth>(labels.Labels, [.. training], [.. heldOut]) { Notes = [.. notes] };
    }

    private static List<LabelledPicture<ClassTruth>> Pictures(string root, LabelMatcher labels, List<string> notes)
    {
        var pictures = new List<LabelledPicture<ClassTruth>>();
        int others = 0;
        foreach (string folder in PictureFiles.FoldersIn(root))
        {
            int index = labels.IndexOf(Path.GetFileName(folder), folder);
            var files = PictureFiles.In(folder);
            if (files.Count == 0)
                throw new DataSetException($"{Plain.Path(folder)}: the folder has no PNG or JPEG file.");
            others += Directory.EnumerateFiles(folder).Count(file => !Path.GetFileName(file).StartsWith('.')) - files.Count;
            pictures.AddRange(files.Select(file => new LabelledPicture<ClassTruth>(file, new ClassTruth(index))));
        }

        if (pictures.Count == 0)
            throw new DataSetException($"{Plain.Path(root)}: it has no folders of classes.");
        if (others > 0)
            notes.Add($"{others} files in {Plain.Path(root)} are neither PNG nor JPEG by their names and were left out.");
        return pictures;
    }

    /// <summary>A sixth of each class.</summary>
    private static (List<LabelledPicture<ClassTruth>> Training, List<LabelledPicture<ClassTruth>> HeldOut) Split(
        List<LabelledPicture<ClassTruth>> pictures, string root, List<string> notes)
    {
        var training = new List<LabelledPicture<ClassTruth>>();
        var heldOut = new List<LabelledPicture<ClassTruth>>();
        foreach (var ofClass in pictures.GroupBy(picture => Path.GetDirectoryName(picture.Path)!))
        {
            if (ofClass.Count() < 2)
                throw new DataSetException($"{Plain.Path(ofClass.Key)}: one picture is too few: at least one of a class is held out.");
            var (first, second) = HeldOutSplit.Of([.. ofClass], picture => Path.GetRelativePath(root, picture.Path).Replace('\\', '/'));
            training.AddRange(first);
            heldOut.AddRange(second);
        }

        notes.Add($"The data has no split: {heldOut.Count} of {pictures.Count} pictures are held out, a sixth of each class.");
        return (training, heldOut);
    }

    private static void CheckClasses(List<LabelledPicture<ClassTruth>> training, LabelMatcher labels, string root)
    {
        var seen = training.Select(picture => picture.Truth.ClassIndex).ToImmutableHashSet();
        int missing = Enumerable.Range(0, labels.Labels.Length).FirstOrDefault(index => !seen.Contains(index), -1);
        if (missing >= 0)
        {
            throw new DataSetException(
                $"{Plain.Path(root)}: there is no folder of the spec's label '{Plain.Name(labels.Labels[missing])}'. " +
                "Take the label out of the spec, or add pictures.");
        }
    }
}

using Emo.Codegen.Specs;
using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>
/// Reads pictures with masks: <c>pictures/NAME.png</c> (or .jpg, in a folder <c>pictures</c> or <c>images</c>) and <c>masks/NAME.png</c>,
/// or <c>NAME.png</c> (or .jpg) and <c>NAME.mask.png</c> in one folder; perhaps in folders <c>train</c> and <c>val</c>, <c>valid</c> or
/// <c>test</c>.
/// </summary>
internal static class SegmenterData
{
    private const string MaskEnd = ".mask.png";

    private static readonly string[] s_pictures = ["pictures", "images"];

    /// <summary>Reads a data set and looks at each of its pictures and masks.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="spec">A segmenter's spec.</param>
    /// <param name="options">How the data is read.</param>
    /// <exception cref="DataSetException">Something is wrong with the data, or the spec is not a segmenter's.</exception>
    public static DataSet<MaskFile> Open(string path, ModelSpec spec, DataOptions options)
    {
        var head = SpecTask.Head<SegmenterHeadSpec>(spec, "segmenter");
        if (head.Classes > MaskTruth.Ignored)
        {
            throw new DataSetException(
                $"The spec '{spec.Name}' has {head.Classes} classes, and masks have {MaskTruth.Ignored} at most: 255 is no class.");
        }

        if (!options.Names.IsEmpty)
            throw new DataSetException("--map is for names in the data: masks have none, their values are the classes.");
        if (options.Mask255 == Mask255.Foreground && head.Classes != 2)
        {
            throw new DataSetException(
                $"--mask-255 foreground is for two classes, and the spec '{spec.Name}' has {head.Classes}: ignored, or values of classes.");
        }

        var (trainingFolder, heldOutFolder) = SplitFolders.Find(path, options);
        var notes = new List<string>();
        var training = Pictures(trainingFolder, options);
        List<LabelledPicture<MaskFile>> heldOut;
        if (heldOutFolder is not null)
        {
            heldOut = Pictures(heldOutFolder, options);
        }
        else
        {
            if (training.Count < 2)
                throw new DataSetException($"{Plain.Path(trainingFolder)}: one picture is too few: at least one is held out.");
            int all = training.Count;
            (training, heldOut) = HeldOutSplit.Of(training, picture => Path.GetFileName(picture.Path));
            notes.Add($"The data has no split: {heldOut.Count} of {all} pictures are held out, chosen by their names.");
        }

        SplitOverlap.Refuse(training.Select(picture => picture.Path), heldOut.Select(picture => picture.Path));
        Check([.. training, .. heldOut], head.Classes, options, notes);
        var labels = head.Labels.Count > 0 ? head.Labels : Enumerable.Range(0, head.Classes).Select(index => $"class {index}");
        return new DataSet<MaskFile>([.. labels], [.. training], [.. heldOut]) { Notes = [.. notes] };
    }

    private static List<LabelledPicture<MaskFile>> Pictures(string folder, DataOptions options)
    {
        string? pictures = s_pictures.Select(name => Path.Combine(folder, name)).FirstOrDefault(Directory.Exists);
        string masks = Path.Combine(folder, "masks");
        if (pictures is null && Directory.Exists(masks))
            throw new DataSetException($"{Plain.Path(folder)}: it has a folder 'masks', and no folder 'pictures' or 'images'.");
        if (pictures is not null && !Directory.Exists(masks))
            throw new DataSetException($"{Plain.Path(folder)}: it has a folder '{Path.GetFileName(pictures)}', and no folder 'masks'.");
        var found = pictures is null ? Beside(folder, options) : InFolders(pictures, masks, options);
        if (found.Count == 0)
        {
            throw new DataSetException(
                $"{Plain.Path(pictures ?? folder)}: it has no pictures: " +
                "pictures/NAME.png with masks/NAME.png, or NAME.png with NAME.mask.png.");
        }

        return found;
    }

    private static List<LabelledPicture<MaskFile>> InFolders(string pictures, string masks, DataOptions options)
    {
        var byName = PictureFiles.In(masks).ToLookup(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);
        var found = new List<LabelledPicture<MaskFile>>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (string picture in PictureFiles.In(pictures))
        {
            string name = Path.GetFileNameWithoutExtension(picture);
            if (byName[name].FirstOrDefault() is not { } mask)
                throw new DataSetException($"{Plain.Path(picture)}: its mask '{Plain.Path(Path.Combine(masks, name))}.png' is missing.");
            if (!used.Add(mask))
                throw new DataSetException($"{Plain.Path(mask)}: two pictures have the name of this mask.");
            found.Add(Labelled(picture, mask, options));
        }

        if (byName.SelectMany(group => group).FirstOrDefault(mask => !used.Contains(mask)) is { } lonely)
            throw new DataSetException($"{Plain.Path(lonely)}: there is no picture of the name of this mask in '{Plain.Path(pictures)}'.");
        return found;
    }

    private static List<LabelledPicture<MaskFile>> Beside(string folder, DataOptions options)
    {
        var found = new List<LabelledPicture<MaskFile>>();
        var files = PictureFiles.In(folder).ToLookup(path => path.EndsWith(MaskEnd, StringComparison.OrdinalIgnoreCase));
        List<string> masks = [.. files[true]];
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (string picture in files[false])
        {
            string mask = Path.Combine(folder, Path.GetFileNameWithoutExtension(picture) + MaskEnd);
            if (!File.Exists(mask))
                throw new DataSetException($"{Plain.Path(picture)}: its mask '{Plain.Path(mask)}' is missing.");
            if (!used.Add(mask))
                throw new DataSetException($"{Plain.Path(mask)}: two pictures have the name of this mask.");
            found.Add(Labelled(picture, mask, options));
        }

        if (masks.Find(mask => !used.Contains(mask)) is { } lonely)
            throw new DataSetException($"{Plain.Path(lonely)}: there is no picture of the name of this mask beside it.");
        return found;
    }

    private static LabelledPicture<MaskFile> Labelled(string picture, string mask, DataOptions options) =>
        new(picture, new MaskFile(mask) { FullIsForeground = options.Mask255 == Mask255.Foreground });

    private static void Check(LabelledPicture<MaskFile>[] pictures, int classes, DataOptions options, List<string> notes)
    {
        var sizes = PictureFiles.Measure([.. pictures.Select(picture => (picture.Path, (string?)null))], options.DecodeAll, notes);
        PictureFiles.ForEach(pictures.Length, index =>
        {
            string path = pictures[index].Truth.Path;
            var mask = MaskReader.ReadValues(path);
            if ((mask.Width, mask.Height) != sizes[index])
            {
                throw new DataSetException(
                    $"{Plain.Path(path)}: the mask has {mask.Width} x {mask.Height} pixels, and its picture " +
                    $"'{Plain.Path(pictures[index].Path)}' has {sizes[index].Width} x {sizes[index].Height}." +
                    ((mask.Height, mask.Width) == sizes[index] ? PictureFiles.TurnedHint : ""));
            }

            MaskReader.CheckValues(mask, path, classes, options.Mask255);
        });
    }
}

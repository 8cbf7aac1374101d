using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>
/// Files of COCO's format in a folder, as annotation tools export them: one for all pictures, or one for those to train on and one for
/// those held out.
/// </summary>
internal static class CocoSet
{
    private static readonly string[] s_training = ["train", "training"];
    private static readonly string[] s_heldOut = ["val", "valid", "validation", "test"];

    /// <summary>The set at a path: a JSON file, or a folder with some. Null where there is none.</summary>
    /// <exception cref="DataSetException">There is one, and it is wrong, or nobody knows which file is meant.</exception>
    public static AnnotatedSet? Find(string path, DataOptions options)
    {
        if (File.Exists(path))
            return Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? Alone(path, options) : null;
        var files = Files(path);
        if (files.Count == 0)
            return null;
        string? training = Choose(files, options.TrainingSplit, s_training, path);
        string? heldOut = options.HeldOutSplit is null
            ? Choose([.. files.Where(file => file.Path != training)], null, s_heldOut, path)
            : Choose(files, options.HeldOutSplit, s_heldOut, path);
        if (training is not null && heldOut is not null)
            return Two(path, training, heldOut);
        if (training is null && options.HeldOutSplit is not null)
        {
            throw new DataSetException(
                $"{Plain.Path(path)}: --held-out-split needs --train-split, or a JSON file of the split 'train'. It has {Known(files)}.");
        }

        if (files.Count == 1 || options.TrainingSplit is not null)
            return Single(path, training ?? files[0].Path);
        throw new DataSetException(
            $"{Plain.Path(path)}: it has several JSON files, of the splits {Known(files)}: give the path of one, " +
            "or say which by --train-split and --held-out-split.");
    }

    private static AnnotatedSet Alone(string file, DataOptions options) => options is { TrainingSplit: null, HeldOutSplit: null }
        ? Single(file, file)
        : throw new DataSetException(
            $"{Plain.Path(file)}: it is one split. --train-split and --held-out-split name those of a folder: give that as DATA.");

    private static string Known(List<(string Path, string Split)> files) =>
        string.Join(", ", files.Select(file => $"'{Plain.Cut(file.Split, 60)}'").Take(10)) + (files.Count > 10 ? ", ..." : "");

    private static AnnotatedSet Single(string root, string file)
    {
        var (names, pictures, crowds) = CocoFile.Read(file, name => FindPicture(root, file, name));
        return new AnnotatedSet(file, names, pictures, null, Notes(crowds));
    }

    private static AnnotatedSet Two(string root, string training, string heldOut)
    {
        var first = CocoFile.Read(training, name => FindPicture(root, training, name));
        var second = CocoFile.Read(heldOut, name => FindPicture(root, heldOut, name));
        return new AnnotatedSet(
            training, [.. first.Names.Union(second.Names)], first.Pictures, second.Pictures, Notes(first.Crowds + second.Crowds));
    }

    private static string[] Notes(int crowds) => crowds == 0 ? [] : [$"{crowds} annotations of crowds (iscrowd) were left out."];

    /// <summary>The JSON files of a folder, of its <c>annotations</c>, and of its splits' folders, with the names of the splits.</summary>
    private static List<(string Path, string Split)> Files(string folder)
    {
        string[] here = [folder, Path.Combine(folder, "annotations")];
        var files = here
            .Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal))
            .Select(path => (path, Split(Path.GetFileNameWithoutExtension(path))))
            .ToList();
        foreach (string name in s_training.Concat(s_heldOut))
        {
            string place = Path.Combine(folder, name);
            if (Directory.Exists(place) && Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal).ToList() is [var only])
                files.Add((only, name));
        }

        return files;
    }

    /// <summary><c>instances_train2017</c> is of the split <c>train2017</c>.</summary>
    private static string Split(string name) =>
        name.StartsWith("instances_", StringComparison.OrdinalIgnoreCase) ? name["instances_".Length..] : name;

    private static string? Choose(List<(string Path, string Split)> files, string? wanted, string[] usual, string folder)
    {
        if (wanted is not null)
        {
            return files.Find(file => file.Split == wanted).Path
                ?? throw new DataSetException(
                    $"{Plain.Path(folder)}: there is no JSON file of the split '{Plain.Name(wanted)}'. It has {Known(files)}.");
        }

        return usual
            .Select(name => files.Find(file => WithoutDigits(file.Split).Equals(name, StringComparison.OrdinalIgnoreCase)).Path)
            .FirstOrDefault(path => path is not null);
    }

    private static string WithoutDigits(string split) => split.TrimEnd([.. "0123456789"]);

    /// <summary>
    /// Beside the file, beside its folder, in <c>images</c> of either, and there in the folder of the split: where COCO, CVAT, Label Studio
    /// and Roboflow put them.
    /// </summary>
    private static string? FindPicture(string root, string file, string name)
    {
        string beside = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string above = Directory.Exists(root) ? Path.GetFullPath(root) : Path.GetDirectoryName(beside) ?? beside;
        string split = Split(Path.GetFileNameWithoutExtension(file));
        string[] places =
        [
            beside, Path.Combine(beside, "images"), above, Path.Combine(above, "images"), Path.Combine(above, "images", split),
            Path.Combine(above, split),
        ];
        return places.Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
    }
}

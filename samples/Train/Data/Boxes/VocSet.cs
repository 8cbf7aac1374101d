using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>
/// A folder of Pascal VOC's format: <c>Annotations/NAME.xml</c>, <c>JPEGImages/NAME.jpg</c> (or .png, or in <c>images</c>), and lists of
/// names in <c>ImageSets/Main/SPLIT.txt</c>; or XML files beside the pictures, as LabelImg leaves them, without lists.
/// </summary>
internal sealed class VocSet
{
    private const long MaxListBytes = 64 << 20;

    private static readonly string[] s_extensions = [".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".PNG"];

    private readonly string _root;
    private readonly string _annotations;
    private readonly string _pictures;
    private readonly string _lists;
    private int _difficult;

    private VocSet(string root)
    {
        _root = root;
        _annotations = Part("Annotations") ?? root;
        _pictures = Part("JPEGImages") ?? Part("images") ?? root;
        _lists = Path.Combine(root, "ImageSets", "Main");
    }

    /// <summary>The set in a folder; null if it has no XML files.</summary>
    /// <exception cref="DataSetException">There is one, and it is wrong.</exception>
    public static AnnotatedSet? Find(string folder, DataOptions options)
    {
        var set = new VocSet(folder);
        return Directory.EnumerateFiles(set._annotations, "*.xml").Any() ? set.Read(options) : null;
    }

    private AnnotatedSet Read(DataOptions options)
    {
        var (training, heldOut) = Splits(options);
        var first = Pictures(training ?? All());
        var second = heldOut is null ? null : Pictures(heldOut);
        string[] classes =
        [
            .. first.Concat(second ?? []).SelectMany(picture => picture.Boxes).Select(box => box.Name)
                .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal),
        ];
        string[] notes = _difficult == 0 ? [] : [$"{_difficult} objects that are marked as difficult were left out."];
        return new AnnotatedSet(_root, classes, first, second, notes);
    }

    /// <summary>Without names: trainval and test if both are there, or train and val.</summary>
    private (List<string>? Training, List<string>? HeldOut) Splits(DataOptions options)
    {
        if (options.TrainingSplit is null && options.HeldOutSplit is null)
        {
            if (HasList("trainval") && HasList("test"))
                return (List("trainval"), List("test"));
            return HasList("train") && HasList("val") ? (List("train"), List("val")) : (null, null);
        }

        string training = options.TrainingSplit ?? (HasList("trainval") && options.HeldOutSplit == "test" ? "trainval" : "train");
        return (List(training), options.HeldOutSplit is { } name ? List(name) : null);
    }

    private bool HasList(string split) => File.Exists(Path.Combine(_lists, split + ".txt"));

    /// <summary>The names of a split, the first word of each line.</summary>
    private List<string> List(string split)
    {
        string path = Path.Combine(_lists, split + ".txt");
        if (split.AsSpan().IndexOfAny('/', '\\') >= 0 || !File.Exists(path))
            throw new DataSetException($"{Plain.Path(_root)}: there is no list 'ImageSets/Main/{Plain.Name(split)}.txt' of that split.");
        if (new FileInfo(path).Length > MaxListBytes)
            throw new DataSetException($"{Plain.Path(path)}: a list of names has {MaxListBytes} bytes at most.");
        var names = File.ReadLines(path)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault())
            .OfType<string>()
            .ToList();
        if (names.FirstOrDefault(name => name.AsSpan().IndexOfAny('/', '\\', ':') >= 0 || name.Contains('\0')) is { } path2)
            throw new DataSetException($"{Plain.Path(path)}: '{Plain.Name(path2)}' is a path: the list has names without folders.");
        if (names.Count == 0)
            throw new DataSetException($"{Plain.Path(path)}: the list is empty.");
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private IEnumerable<string> All() => Directory.EnumerateFiles(_annotations, "*.xml")
        .Select(path => Path.GetFileNameWithoutExtension(path)!)
        .Order(StringComparer.Ordinal);

    private List<AnnotatedPicture> Pictures(IEnumerable<string> names) => [.. names.Select(Picture)];

    private AnnotatedPicture Picture(string name)
    {
        string source = Path.Combine(_annotations, name + ".xml");
        if (!File.Exists(source))
            throw new DataSetException($"{Plain.Path(source)}: the annotations of '{Plain.Name(name)}' are missing.");
        var (boxes, size, difficult) = VocFile.Read(source);
        _difficult += difficult;
        string picture = s_extensions.Select(extension => Path.Combine(_pictures, name + extension)).FirstOrDefault(File.Exists)
            ?? throw new DataSetException(
                $"{Plain.Path(source)}: its picture '{Plain.Path(Path.Combine(_pictures, name))}.jpg' (or .png) is missing.");
        return new AnnotatedPicture(picture, name, source, size, boxes);
    }

    private string? Part(string name) => Directory.Exists(Path.Combine(_root, name)) ? Path.Combine(_root, name) : null;
}

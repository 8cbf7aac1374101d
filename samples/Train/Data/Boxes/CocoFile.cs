using System.Text.Json;
using System.Text.Json.Serialization;
using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>
/// A file of COCO's format for instances (https://cocodataset.org/#format-data): <c>images</c>, <c>annotations</c> with <c>bbox</c>
/// [left, top, width, height] in pixels, <c>categories</c>. Outlines (<c>segmentation</c>) are skipped, and so are crowds.
/// </summary>
internal sealed class CocoFile
{
    private const long MaxBytes = 512L << 20;

    /// <summary>Of pictures, and of annotations; COCO's own have 0.9 million annotations.</summary>
    private const int MostEntries = 5_000_000;

    private static readonly JsonSerializerOptions s_options = new() { MaxDepth = 32 };

    private readonly string _path;
    private readonly Func<string, string?> _find;
    private int _crowds;

    private CocoFile(string path, Func<string, string?> find) => (_path, _find) = (path, find);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="find">Finds the file of an image by its <c>file_name</c>; null if there is none.</param>
    /// <returns>The pictures in the order of their names, the classes in that of the file.</returns>
    /// <exception cref="DataSetException">It is no such file, or contradicts itself.</exception>
    public static (IReadOnlyList<string> Names, IReadOnlyList<AnnotatedPicture> Pictures, int Crowds) Read(
        string path, Func<string, string?> find)
    {
        var file = new CocoFile(path, find);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
                throw file.Error($"it has {stream.Length} bytes, and files of annotations have {MaxBytes} at most.");
            var root = JsonSerializer.Deserialize<Root>(stream, s_options) ?? throw file.Error("it is null.");
            var (names, pictures) = file.Convert(root);
            return (names, pictures, file._crowds);
        }
        catch (JsonException exception)
        {
            long? line = exception.LineNumber + 1;
            throw file.Error($"it is not COCO's JSON (line {line}, at {Plain.Cut(exception.Path ?? "$", 100)}).");
        }
    }

    private (IReadOnlyList<string> Names, IReadOnlyList<AnnotatedPicture> Pictures) Convert(Root root)
    {
        if (root.Images is null || root.Annotations is null || root.Categories is null)
            throw Error("it is not COCO's JSON: that has 'images', 'annotations' and 'categories'.");
        if (Math.Max(root.Images.Count, root.Annotations.Count) is > MostEntries and var most)
            throw Error($"it has {most} entries in a list, and files of annotations have {MostEntries} at most.");
        var names = new Dictionary<long, string>();
        foreach (var category in root.Categories)
        {
            if (category is not { Id: { } id } || category.Name?.Trim() is not { Length: > 0 } name)
                throw Error("a category has no 'id' or no 'name'.");
            if (!names.TryAdd(id, name))
                throw Error($"two categories have the id {id}.");
        }

        var boxes = new Dictionary<long, List<AnnotatedBox>>();
        foreach (var image in root.Images)
        {
            if (image is not { Id: { } id, FileName.Length: > 0 })
                throw Error("an image has no 'id' or no 'file_name'.");
            if (!boxes.TryAdd(id, []))
                throw Error($"two images have the id {id}.");
        }

        for (int i = 0; i < root.Annotations.Count; i++)
            Add(root.Annotations[i], i, names, boxes);
        List<AnnotatedPicture> pictures =
        [
            .. root.Images.Select(image => Picture(image!, boxes[image!.Id!.Value])).OrderBy(image => image.Name, StringComparer.Ordinal),
        ];
        var paths = new HashSet<string>(SplitOverlap.Paths);
        if (pictures.Find(picture => !paths.Add(Path.GetFullPath(picture.Path))) is { } twice)
            throw Error($"two images have the file_name '{Plain.Path(twice.Name)}': put the boxes of both at one image.");
        return ([.. root.Categories.Select(category => category!.Name!.Trim())], pictures);
    }

    private void Add(Annotation? annotation, int index, Dictionary<long, string> names, Dictionary<long, List<AnnotatedBox>> boxes)
    {
        if (annotation is { IsCrowd: not (null or 0) })
        {
            _crowds++;
            return;
        }

        if (annotation is not { ImageId: { } image, CategoryId: { } category, Box: [var left, var top, var width, var height] })
        {
            string id = annotation?.Id is { } number ? $" (id {number})" : "";
            throw Error($"annotations[{index}]{id} lacks 'image_id', 'category_id' or a 'bbox' of four numbers.");
        }

        if (!names.TryGetValue(category, out string? name))
            throw Error($"the annotation {annotation.Id} has the category {category}, which is not there.");
        if (!boxes.TryGetValue(image, out var ofImage))
            throw Error($"the annotation {annotation.Id} has the image {image}, which is not there.");
        ofImage.Add(new AnnotatedBox(name, left, top, left + width, top + height));
    }

    private AnnotatedPicture Picture(Image image, List<AnnotatedBox> boxes)
    {
        string name = image.FileName!.Replace('\\', '/');
        if (Path.IsPathRooted(name) || name.Split('/').Contains("..") || name.Contains('\0') || IsDrive(name))
            throw Error($"the file_name '{Plain.Path(name)}' leads out of the folder: put the pictures beside the file, with names only.");
        if (_find(name) is not { } path)
            throw Error($"its picture '{Plain.Path(name)}' is missing.");
        (int, int)? size = image is { Width: > 0 and var width, Height: > 0 and var height } ? (width, height) : null;
        return new AnnotatedPicture(path, name, _path, size, boxes);
    }

    /// <summary>Windows has drives and streams of files behind a colon; elsewhere it is a character as any other.</summary>
    private static bool IsDrive(string name) => OperatingSystem.IsWindows() && name.Contains(':');

    private DataSetException Error(string problem) => new($"{Plain.Path(_path)}: {problem}");

    private sealed record Root(
        [property: JsonPropertyName("images")] List<Image?>? Images,
        [property: JsonPropertyName("annotations")] List<Annotation?>? Annotations,
        [property: JsonPropertyName("categories")] List<Category?>? Categories);

    private sealed record Image(
        [property: JsonPropertyName("id")] long? Id,
        [property: JsonPropertyName("file_name")] string? FileName,
        [property: JsonPropertyName("width")] int? Width,
        [property: JsonPropertyName("height")] int? Height);

    private sealed record Annotation(
        [property: JsonPropertyName("id")] long? Id,
        [property: JsonPropertyName("image_id")] long? ImageId,
        [property: JsonPropertyName("category_id")] long? CategoryId,
        [property: JsonPropertyName("bbox")] double[]? Box,
        [property: JsonPropertyName("iscrowd")] int? IsCrowd);

    private sealed record Category(
        [property: JsonPropertyName("id")] long? Id, [property: JsonPropertyName("name")] string? Name);
}

using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>
/// A file of Pascal VOC's format: an <c>annotation</c> with <c>object</c>s of <c>name</c> and <c>bndbox</c>. The numbers are taken as they
/// are, as edges in pixels from 0: the tools of today write them so. (VOC's own pictures count from 1, and are a pixel off then.)
/// </summary>
internal sealed class VocFile
{
    private const long MaxBytes = 16 << 20;

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
    };

    private readonly string _path;

    private VocFile(string path) => _path = path;

    /// <summary>Reads the boxes and the size of the picture, if it is there.</summary>
    /// <exception cref="DataSetException">It is no such file.</exception>
    public static (IReadOnlyList<AnnotatedBox> Boxes, (int Width, int Height)? Size) Read(string path)
    {
        var file = new VocFile(path);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
                throw file.Error($"it has {stream.Length} bytes, and annotations have {MaxBytes} at most.");
            using var reader = XmlReader.Create(stream, s_settings);
            var root = XDocument.Load(reader).Root!;
            if (root.Name.LocalName != "annotation")
                throw file.Error($"it is not Pascal VOC's XML: its root is '{Plain.Cut(root.Name.LocalName, 60)}', not 'annotation'.");
            return ([.. root.Elements("object").Select(file.Box)], file.Size(root));
        }
        catch (XmlException exception)
        {
            string place = exception.LineNumber > 0 ? $" (line {exception.LineNumber}, column {exception.LinePosition})" : "";
            string problem = Plain.Cut(exception.Message.Split(". ")[0].TrimEnd('.'), 120);
            throw file.Error($"it is not Pascal VOC's XML{place}: {problem}.");
        }
    }

    private AnnotatedBox Box(XElement element)
    {
        string name = element.Element("name")?.Value.Trim() ?? "";
        if (name.Length == 0)
            throw Error("an object has no 'name'.");
        if (element.Element("bndbox") is not { } box)
            throw Error($"an object '{Plain.Cut(name, 60)}' has no 'bndbox'.");
        return new AnnotatedBox(name, Edge(box, "xmin"), Edge(box, "ymin"), Edge(box, "xmax"), Edge(box, "ymax"));
    }

    private double Edge(XElement box, string name)
    {
        string text = box.Element(name)?.Value ?? "";
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Error($"'{name}' of a box is '{Plain.Cut(text, 40)}', which is no number.");
    }

    /// <summary>Null where there is none, or 0 x 0, as some tools write it.</summary>
    private (int Width, int Height)? Size(XElement root)
    {
        if (root.Element("size") is not { } size)
            return null;
        double width = Edge(size, "width"), height = Edge(size, "height");
        return width is > 0 and <= Emo.Picture.MaxSide && height is > 0 and <= Emo.Picture.MaxSide ? ((int)width, (int)height) : null;
    }

    private DataSetException Error(string problem) => new($"{Plain.Name(_path)}: {problem}");
}

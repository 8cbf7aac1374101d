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
    private const int MostDepth = 32;

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
    };

    private readonly string _path;

    private VocFile(string path) => _path = path;

    /// <summary>
    /// Reads the boxes and the size of the picture, if it is there. Objects that are <c>difficult</c> are counted and left out, as
    /// mmdetection ignores them (mmdet/datasets/xml_style.py, <c>get_ann_info</c>).
    /// </summary>
    /// <exception cref="DataSetException">It is no such file.</exception>
    public static (IReadOnlyList<AnnotatedBox> Boxes, (int Width, int Height)? Size, int Difficult) Read(string path)
    {
        var file = new VocFile(path);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
                throw file.Error($"it has {stream.Length} bytes, and annotations have {MaxBytes} at most.");
            file.CheckDepth(stream);
            using var reader = XmlReader.Create(stream, s_settings);
            var root = XDocument.Load(reader).Root!;
            if (root.Name.LocalName != "annotation")
                throw file.Error($"it is not Pascal VOC's XML: its root is '{Plain.Cut(root.Name.LocalName, 60)}', not 'annotation'.");
            var objects = root.Elements("object").ToLookup(IsDifficult);
            return ([.. objects[false].Select(file.Box)], file.Size(root), objects[true].Count());
        }
        catch (XmlException exception)
        {
            string place = exception.LineNumber > 0 ? $" (line {exception.LineNumber}, column {exception.LinePosition})" : "";
            string problem = Plain.Cut(exception.Message.Split(". ")[0].TrimEnd('.'), 120);
            throw file.Error($"it is not Pascal VOC's XML{place}: {problem}.");
        }
    }

    /// <summary>What is nested deeply would take the stack of whoever walks over the elements.</summary>
    private void CheckDepth(Stream stream)
    {
        using (var reader = XmlReader.Create(stream, s_settings))
        {
            while (reader.Read())
            {
                if (reader.Depth > MostDepth)
                    throw Error($"it is not Pascal VOC's XML: it has more than {MostDepth} elements within one another.");
            }
        }

        stream.Position = 0;
    }

    private static bool IsDifficult(XElement element) => element.Element("difficult") is { HasElements: false, Value: var text }
        && text.Trim() == "1";

    private AnnotatedBox Box(XElement element)
    {
        string name = element.Element("name")?.Value.Trim() ?? "";
        if (name.Length == 0)
            throw Error("an object has no 'name'.");
        if (element.Element("bndbox") is not { } box)
            throw Error($"an object '{Plain.Cut(name, 60)}' has no 'bndbox'.");
        return new AnnotatedBox(name, Edge("xmin"), Edge("ymin"), Edge("xmax"), Edge("ymax"));

        double Edge(string edge) => Number(box, edge, "a box");
    }

    private double Number(XElement parent, string name, string ofWhat)
    {
        string text = parent.Element(name)?.Value ?? "";
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Error($"'{name}' of {ofWhat} is '{Plain.Cut(text, 40)}', which is no number.");
    }

    /// <summary>Null where there is none, or 0 x 0, as some tools write it.</summary>
    private (int Width, int Height)? Size(XElement root)
    {
        if (root.Element("size") is not { } size)
            return null;
        double width = Number(size, "width", "the size"), height = Number(size, "height", "the size");
        return width is > 0 and <= Emo.Picture.MaxSide && height is > 0 and <= Emo.Picture.MaxSide ? ((int)width, (int)height) : null;
    }

    private DataSetException Error(string problem) => new($"{Plain.Path(_path)}: {problem}");
}

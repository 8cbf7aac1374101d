using Emo.Samples.Accuracy;
using Emo.Tool.Specs;
using Emo.Train.Data;

namespace Emo.Train.Tests.Training;

/// <summary>
/// A folder with a spec, and pictures of two kinds of objects: parts of two of the repository's pictures, laid on a third. It goes with the
/// test.
/// </summary>
internal sealed class TrainingFolder : IDisposable
{
    public const int Side = 96;

    private const int Background = 2;

    private static readonly Picture[] s_sources =
    [
        Picture.Open(TestData.Path("pictures", "coffee.png")),
        Picture.Open(TestData.Path("pictures", "rocket.jpg")),
        Picture.Open(TestData.Path("pictures", "chelsea-q90.jpg")),
    ];

    private readonly string _path = Directory.CreateTempSubdirectory("emo-training-").FullName;

    public string this[string file] => Path.Combine(_path, file);

    /// <summary>Objects of a picture, the same for the same number, in different quarters of it.</summary>
    public static TrueBox[] Objects(int number)
    {
        var random = new Random(100 + number);
        int[] quarters = [0, 1, 2, 3];
        random.Shuffle(quarters);
        return [.. quarters.Take(2).Select((quarter, index) => Object(random, quarter, (number + index) % 2))];
    }

    public ToolSpec Spec(string text)
    {
        File.WriteAllText(this["small.json"], text);
        return SpecSource.Read(this["small.json"], new(null, null, null), _ => { });
    }

    /// <summary>Pictures with boxes, as LabelImg leaves them, and the data set of them; all are held out as well.</summary>
    public DataSet<BoxTruth> Boxes(int count)
    {
        Directory.CreateDirectory(this["boxes"]);
        var pictures = Enumerable.Range(0, count).Select(number =>
        {
            string path = Draw("boxes", number);
            var objects = Objects(number);
            File.WriteAllText(Path.ChangeExtension(path, "xml"), Annotation(objects));
            return new LabelledPicture<BoxTruth>(path, new BoxTruth([.. objects]));
        }).ToArray();
        return new DataSet<BoxTruth>(["cup", "rocket"], [.. pictures], [.. pictures]);
    }

    /// <summary>Pictures with masks, background being class 0, and the data set of them; all are held out as well.</summary>
    public DataSet<MaskFile> Masks(int count)
    {
        Directory.CreateDirectory(this["maps/pictures"]);
        Directory.CreateDirectory(this["maps/masks"]);
        var pictures = Enumerable.Range(0, count).Select(number =>
        {
            string path = Draw("maps/pictures", number);
            string mask = this[$"maps/masks/{Path.GetFileName(path)}"];
            var objects = Objects(number);
            var writer = new PngWriter { Width = Side, Height = Side, ColorType = 0, Sample = (x, y, _) => ClassAt(objects, x, y) + 1 };
            File.WriteAllBytes(mask, writer.Write());
            return new LabelledPicture<MaskFile>(path, new MaskFile(mask));
        }).ToArray();
        return new DataSet<MaskFile>(["background", "cup", "rocket"], [.. pictures], [.. pictures]);
    }

    /// <summary>A folder for each class, with parts of one picture each.</summary>
    public void Classes(int count)
    {
        string[] names = ["cup", "rocket", "cat"];
        for (int number = 0; number < count; number++)
        {
            int index = number % names.Length;
            Directory.CreateDirectory(this[$"classes/{names[index]}"]);
            var part = Part(s_sources[index], new Random(number), Side, Side);
            Write(this[$"classes/{names[index]}/{number}.png"], (x, y) => (part, x, y));
        }
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static TrueBox Object(Random random, int quarter, int classIndex)
    {
        int width = random.Next(30, 44);
        int height = random.Next(30, 44);
        int left = (Side / 2 * (quarter % 2)) + random.Next(2, (Side / 2) - width);
        int top = (Side / 2 * (quarter / 2)) + random.Next(2, (Side / 2) - height);
        return new TrueBox(left, top, left + width, top + height, classIndex);
    }

    private static int ClassAt(TrueBox[] objects, int x, int y) =>
        objects.Where(box => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom)
            .Select(box => box.ClassIndex).FirstOrDefault(-1);

    private static string Annotation(TrueBox[] objects)
    {
        string[] names = ["cup", "rocket"];
        var texts = objects.Select(box => FormattableString.Invariant(
            $"""
            <object><name>{names[box.ClassIndex]}</name><bndbox>
            <xmin>{box.Left + 1}</xmin><ymin>{box.Top + 1}</ymin><xmax>{box.Right}</xmax><ymax>{box.Bottom}</ymax>
            </bndbox></object>
            """));
        return $"<annotation>{string.Concat(texts)}</annotation>";
    }

    private string Draw(string folder, int number)
    {
        string path = this[$"{folder}/{number:D2}.png"];
        var objects = Objects(number);
        var random = new Random(number);
        var ground = Part(s_sources[Background], random, Side, Side);
        var things = Array.ConvertAll(
            objects, box => Part(s_sources[box.ClassIndex], random, (int)(box.Right - box.Left), (int)(box.Bottom - box.Top)));
        Write(path, (x, y) =>
        {
            int index = Array.FindIndex(objects, box => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom);
            return index < 0 ? (ground, x, y) : (things[index], x - (int)objects[index].Left, y - (int)objects[index].Top);
        });
        return path;
    }

    private static Picture Part(Picture source, Random random, int width, int height) => source
        .Crop(random.Next(source.Width - (2 * width)), random.Next(source.Height - (2 * height)), 2 * width, 2 * height)
        .Resize(width, height, Interpolation.Bilinear);

    private static void Write(string path, Func<int, int, (Picture Picture, int X, int Y)> pixel) => File.WriteAllBytes(path, new PngWriter
    {
        Width = Side,
        Height = Side,
        FilterOfAll = 0,
        Sample = (x, y, channel) =>
        {
            var (picture, column, row) = pixel(x, y);
            return picture.Pixels[(3 * ((row * picture.Width) + column)) + channel];
        },
    }.Write());
}

using System.Collections.Immutable;
using Emo.Samples.Accuracy;
using Emo.Train.Data;

namespace Emo.Train.Tests.DataSets;

public sealed class VocDataTests
{
    private static readonly ImmutableDictionary<string, string> s_names =
        ImmutableDictionary.CreateRange([KeyValuePair.Create("R", "red"), KeyValuePair.Create("G", "green")]);

    [Fact]
    public void Trainval_is_trained_on_and_test_is_held_out()
    {
        using var folder = Voc();
        folder.Write("ImageSets/Main/trainval.txt", "a\nb\n");
        folder.Write("ImageSets/Main/test.txt", "c\n");

        var data = Open(folder, DataOptions.Default with { Names = s_names });

        Assert.Equal(["a.png", "b.jpg"], data.Training.Select(picture => Path.GetFileName(picture.Path)));
        Assert.Equal(["c.png"], data.HeldOut.Select(picture => Path.GetFileName(picture.Path)));
        TrueBox[] expected = [new(3, 4, 13.5f, 24, ClassIndex: 0), new(5, 5, 20, 20, ClassIndex: 1)];
        Assert.Equal(expected, data.Training[0].Truth.Boxes.AsEnumerable());
        Assert.Empty(data.Notes);
    }

    [Fact]
    public void Splits_can_be_named()
    {
        using var folder = Voc();
        folder.Write("ImageSets/Main/mine.txt", "c 1\n");
        folder.Write("ImageSets/Main/other.txt", "a -1\r\nb 1\r\n");
        var data = Open(folder, DataOptions.Default with { Names = s_names, TrainingSplit = "other", HeldOutSplit = "mine" });
        Assert.Equal((2, 1), (data.Training.Length, data.HeldOut.Length));

        string missing = DataFolder.Refused(() => Open(folder, DataOptions.Default with { TrainingSplit = "no", HeldOutSplit = "mine" }));
        Assert.Contains("there is no list 'ImageSets/Main/no.txt'", missing, StringComparison.Ordinal);
        folder.Write("ImageSets/Main/mine.txt", "a\n");
        string both = DataFolder.Refused(() => Open(folder, DataOptions.Default with { TrainingSplit = "other", HeldOutSplit = "mine" }));
        Assert.Contains("a.png: the picture is in the split to train on and in the one held out", both, StringComparison.Ordinal);
        folder.Write("ImageSets/Main/mine.txt", "../a\n");
        string path = DataFolder.Refused(() => Open(folder, DataOptions.Default with { TrainingSplit = "other", HeldOutSplit = "mine" }));
        Assert.Contains("mine.txt: '../a' is a path", path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("images/", "Annotations/")]
    public void Without_lists_a_sixth_is_held_out(string pictures, string annotations)
    {
        using var folder = new DataFolder();
        for (int i = 0; i < 12; i++)
        {
            folder.Noise($"set/{pictures}p{i}.png", 30, 30, seed: i);
            folder.Write($"set/{annotations}p{i}.xml", Xml("red", 1, 2, 20, 20));
        }

        var data = Open(folder, DataOptions.Default, "set");
        var again = Open(folder, DataOptions.Default, "set");

        Assert.Equal((10, 2), (data.Training.Length, data.HeldOut.Length));
        Assert.Equal(data.HeldOut.Select(picture => picture.Path), again.HeldOut.Select(picture => picture.Path));
        Assert.Contains("2 of 12 pictures are held out", Assert.Single(data.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_no_label_says_how_to_map_it()
    {
        using var folder = Voc();
        string message = DataFolder.Refused(() => Open(folder, DataOptions.Default));
        Assert.Contains(
            ".xml: the class 'R' is not among the spec's labels (red, green, blue). --map \"R=LABEL\"", message, StringComparison.Ordinal);

        string map = DataFolder.Refused(() => Open(folder, DataOptions.Default with { Names = s_names.SetItem("R", "rot") }));
        Assert.Contains("--map R=rot: the spec 'small' has no label 'rot'. It has red, green, blue.", map, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><annotation>&e;</annotation>",
        "a.xml: it is not Pascal VOC's XML: For security reasons DTD is prohibited in this XML document.")]
    [InlineData("<annotation><object>", "a.xml: it is not Pascal VOC's XML (line 1")]
    [InlineData("<html></html>", "a.xml: it is not Pascal VOC's XML: its root is 'html'")]
    [InlineData("<annotation><object/></annotation>", "a.xml: an object has no 'name'")]
    [InlineData("<annotation><object><name>R</name></object></annotation>", "a.xml: an object 'R' has no 'bndbox'")]
    [InlineData(
        "<annotation><object><name>R</name><bndbox><xmin>x</xmin></bndbox></object></annotation>",
        "a.xml: 'xmin' of a box is 'x', which is no number")]
    [InlineData("<annotation><size><width>x</width></size></annotation>", "a.xml: 'width' of the size is 'x', which is no number")]
    public void A_broken_file_is_one_line_that_names_it(string text, string expected)
    {
        using var folder = Voc();
        folder.Write("Annotations/a.xml", text);
        string message = DataFolder.Refused(() => Open(folder, DataOptions.Default with { Names = s_names }));
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_within_one_another_have_an_end()
    {
        using var folder = Voc();
        folder.Write("Annotations/a.xml", string.Concat(Enumerable.Repeat("<object>", 300_000)));
        string message = DataFolder.Refused(() => Open(folder, DataOptions.Default with { Names = s_names }));
        Assert.Contains("a.xml: it is not Pascal VOC's XML: it has more than 32 elements within", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Difficult_objects_are_left_out_and_counted()
    {
        using var folder = Voc();
        string xml = Xml("R", 3, 4, 13, 24);
        string difficult = Object("G", 5, 5, 20, 20).Replace("<name>", "<difficult>1</difficult><name>", StringComparison.Ordinal);
        string easy = Object("G", 6, 6, 20, 20).Replace("<name>", "<difficult>0</difficult><name>", StringComparison.Ordinal);
        folder.Write("Annotations/a.xml", xml.Replace("</annotation>", difficult + easy + "</annotation>", StringComparison.Ordinal));
        var data = Open(folder, DataOptions.Default with { Names = s_names });
        var picture = data.Training.Concat(data.HeldOut).Single(one => one.Path.EndsWith("a.png", StringComparison.Ordinal));
        Assert.Equal([3f, 6f], picture.Truth.Boxes.Select(box => box.Left));
        Assert.Contains("1 objects that are marked as difficult were left out.", data.Notes);
    }

    [Fact]
    public void A_missing_picture_and_missing_annotations_are_named()
    {
        using var folder = Voc();
        File.Delete(folder["JPEGImages/b.jpg"]);
        string picture = DataFolder.Refused(() => Open(folder, DataOptions.Default with { Names = s_names }));
        Assert.Contains("b.xml: its picture '", picture, StringComparison.Ordinal);
        folder.Write("ImageSets/Main/train.txt", "a\nd\n");
        string annotations = DataFolder.Refused(() => Open(folder, DataOptions.Default with { TrainingSplit = "train" }));
        Assert.Contains("d.xml: the annotations of 'd' are missing", annotations, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_annotations_and_a_spec_of_another_kind_are_refused()
    {
        using var folder = new DataFolder();
        Directory.CreateDirectory(folder["empty"]);
        string empty = DataFolder.Refused(() => Open(folder, DataOptions.Default, "empty"));
        Assert.Contains("it has no annotations", empty, StringComparison.Ordinal);
        string missing = DataFolder.Refused(() => Open(folder, DataOptions.Default, "no"));
        Assert.Contains("There is no folder or file", missing, StringComparison.Ordinal);

        var segmenter = folder.Spec(DataSpecs.Segmenter()).Spec;
        Assert.Contains(
            "The spec 'small' is a segmenter's, not a detector's",
            DataFolder.Refused(() => DetectorData.Open(folder["empty"], segmenter, DataOptions.Default)),
            StringComparison.Ordinal);
        var features = folder.Spec(TestSpecs.Small(head: """{ "type": "features", "outputs": ["stage0"] }""")).Spec;
        Assert.Contains(
            "has a head 'features', which gives maps and has nothing to learn",
            DataFolder.Refused(() => DetectorData.Open(folder["empty"], features, DataOptions.Default)),
            StringComparison.Ordinal);
    }

    private static DataSet<BoxTruth> Open(DataFolder folder, DataOptions options, string name = "") =>
        DetectorData.Open(folder[name], folder.Spec(DataSpecs.Detector()).Spec, options);

    private static DataFolder Voc()
    {
        var folder = new DataFolder();
        folder.Noise("JPEGImages/a.png", 40, 30);
        folder.Copy("rocket.jpg", "JPEGImages/b.jpg");
        folder.Noise("JPEGImages/c.png", 40, 30, seed: 2);
        string second = Object("G", 5, 5, 20, 20) + "</annotation>";
        folder.Write("Annotations/a.xml", Xml("R", 3, 4, 13.5, 24).Replace("</annotation>", second, StringComparison.Ordinal));
        folder.Write("Annotations/b.xml", Xml("R", 3, 4, 13, 24));
        folder.Write("Annotations/c.xml", Xml("r", 3, 4, 13, 24).Replace("<name>r<", "<name>BLUE<", StringComparison.Ordinal));
        return folder;
    }

    private static string Xml(string name, double left, double top, double right, double bottom) =>
        $"<annotation><size><width>0</width><height>0</height></size>{Object(name, left, top, right, bottom)}</annotation>";

    private static string Object(string name, double left, double top, double right, double bottom)
    {
        string edges = FormattableString.Invariant($"<xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax>");
        return $"<object><name>{name}</name><bndbox>{edges}</bndbox></object>";
    }
}

using Emo.Samples.Accuracy;
using Emo.Train.Data;

namespace Emo.Train.Tests.DataSets;

public sealed class CocoDataTests
{
    private static readonly string[] s_twoImages = [CocoText.Image(7, "a.png"), CocoText.Image(3, "b.png")];
    private static readonly string[] s_names = ["blue", "RED", "green"];

    [Fact]
    public void Boxes_are_of_the_spec_s_classes_and_in_pixels_of_the_picture()
    {
        using var folder = TwoPictures();
        folder.Write("set.json", CocoText.Of(
            s_twoImages,
            [CocoText.Box(7, 2, 1.5, 2, 10, 20), CocoText.Box(3, 1, 0, 0, 40, 30), CocoText.Box(3, 1, 0, 0, 40, 30, crowd: 1)],
            s_names));

        var data = DetectorData.Open(folder["set.json"], folder.Spec(DataSpecs.Detector()).Spec, DataOptions.Default);

        Assert.Equal(["red", "green", "blue"], data.Labels.AsEnumerable());
        var all = data.Training.Concat(data.HeldOut)
            .ToDictionary(picture => Path.GetFileName(picture.Path), picture => picture.Truth.Boxes.AsEnumerable());
        Assert.Equal([new TrueBox(1.5f, 2, 11.5f, 22, ClassIndex: 0)], all["a.png"]);
        Assert.Equal([new TrueBox(0, 0, 40, 30, ClassIndex: 2)], all["b.png"]);
        Assert.Contains(data.Notes, note => note.Contains("1 annotations of crowds", StringComparison.Ordinal));
        Assert.Contains(data.Notes, note => note.Contains("1 of 2 pictures are held out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("train.json", "val.json", "")]
    [InlineData("annotations/instances_train2017.json", "annotations/instances_val2017.json", "train2017/")]
    [InlineData("train/_annotations.coco.json", "valid/_annotations.coco.json", "train/")]
    [InlineData("annotations/instances_Train.json", "annotations/instances_Validation.json", "images/Train/")]
    public void Two_files_are_the_two_splits(string training, string heldOut, string place)
    {
        using var folder = new DataFolder();
        folder.Noise(place + "a.png", 40, 30);
        folder.Noise("images/b.png", 40, 30);
        folder.Noise("valid/b.png", 40, 30);
        folder.Write(training, CocoText.Of([CocoText.Image(1, "a.png")], [CocoText.Box(1, 1, 1, 2, 10, 20)], "red"));
        folder.Write(heldOut, CocoText.Of([CocoText.Image(1, "b.png")], [CocoText.Box(1, 1, 1, 2, 10, 20)], "red"));

        var data = DetectorData.Open(folder.Path, folder.Spec(DataSpecs.Detector()).Spec, DataOptions.Default);

        Assert.Equal("a.png", Path.GetFileName(Assert.Single(data.Training).Path));
        Assert.Equal("b.png", Path.GetFileName(Assert.Single(data.HeldOut).Path));
        Assert.Empty(data.Notes);
    }

    [Fact]
    public void Without_labels_in_the_spec_the_classes_are_the_file_s()
    {
        using var folder = TwoPictures();
        string[] boxes = [CocoText.Box(7, 2, 1, 2, 10, 20), CocoText.Box(3, 3, 1, 2, 9, 9)];
        folder.Write("set.json", CocoText.Of(s_twoImages, boxes, "z", "y", "x"));
        var data = DetectorData.Open(folder.Path, folder.Spec(DataSpecs.Detector(labels: "")).Spec, DataOptions.Default);
        Assert.Equal(["z", "y", "x"], data.Labels.AsEnumerable());

        folder.Write("set.json", CocoText.Of(s_twoImages, [CocoText.Box(7, 2, 1, 2, 10, 20)], "z", "y"));
        string message = DataFolder.Refused(
            () => DetectorData.Open(folder.Path, folder.Spec(DataSpecs.Detector(labels: "")).Spec, DataOptions.Default));
        Assert.Contains("set.json: it has 2 classes (z, y), and the spec 'small' has 3", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slip_of_the_mouse_is_left_out_and_a_box_just_outside_is_clipped()
    {
        using var folder = TwoPictures();
        folder.Write("set.json", CocoText.Of(
            s_twoImages,
            [
                CocoText.Box(7, 1, 5, 5, 1, 8), CocoText.Box(7, 1, -1.5, -2, 20, 10), CocoText.Box(7, 1, 30, 20, 12, 11.5),
                CocoText.Box(3, 1, 5, 5, 0, 0), CocoText.Box(3, 1, 5, 5, 9, 9),
            ],
            s_names));

        var data = DetectorData.Open(folder.Path, folder.Spec(DataSpecs.Detector()).Spec, DataOptions.Default);

        var pictures = data.Training.Concat(data.HeldOut).ToDictionary(picture => Path.GetFileName(picture.Path));
        Assert.Equal([new TrueBox(0, 0, 18.5f, 8, 2), new TrueBox(30, 20, 40, 30, 2)], pictures["a.png"].Truth.Boxes.AsEnumerable());
        Assert.Contains(data.Notes, note => note.StartsWith("2 boxes with a side of less than 2 pixels", StringComparison.Ordinal));
        Assert.Contains(data.Notes, note => note.StartsWith("2 boxes reached up to 2 pixels out", StringComparison.Ordinal));
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "a missing picture", "c.png", "set.json: its picture 'c.png' is missing" },
        { "a path out", "../a.png", "set.json: the file_name '../a.png' leads out of the folder" },
        { "a rooted path", "/etc/a.png", "leads out of the folder" },
        { "another size", "size", "'a.png' has 41 x 30 pixels there, and the picture" },
        { "a turned size", "turned", "it is read upright" },
        { "an endless box", "endless", "of 'a.png' is none: its numbers are too large" },
        { "outside", "outside", "set.json: the box (5, 5) to (43, 9) of class 'RED' of 'a.png' lies outside of it" },
        { "negative", "negative", "set.json: the box (5, 5) to (4, 9) of class 'RED' of 'a.png' is none" },
        { "an unknown class", "class", "set.json: the class 'violet' is not among the spec's labels (red, green, blue)" },
        { "an unknown category", "category", "has the category 9, which is not there" },
        { "an unknown image", "image", "has the image 5, which is not there" },
        { "three numbers", "bbox", "lacks 'image_id', 'category_id' or a 'bbox' of four numbers" },
        { "no boxes", "none", "no picture to train on has a box" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_one_line_that_names_the_file(string title, string fault, string expected)
    {
        Assert.NotEmpty(title);
        using var folder = TwoPictures();
        string name = fault.Contains(".png", StringComparison.Ordinal) ? fault : "a.png";
        string box = fault switch
        {
            "outside" => CocoText.Box(7, 2, 5, 5, 38, 4),
            "endless" => CocoText.Box(7, 2, 1.7e308, 5, 1.7e308, 4),
            "negative" => CocoText.Box(7, 2, 5, 5, -1, 4),
            "category" => CocoText.Box(7, 9, 5, 5, 4, 4),
            "image" => CocoText.Box(5, 2, 5, 5, 4, 4),
            "bbox" => """{ "image_id": 7, "category_id": 2, "bbox": [1, 2, 3] }""",
            _ => CocoText.Box(7, 2, 5, 5, 8, 8),
        };
        var size = fault switch { "size" => (41, 30), "turned" => (30, 40), _ => (40, 30) };
        folder.Write("set.json", CocoText.Of(
            [CocoText.Image(7, name, size.Item1, size.Item2), CocoText.Image(3, "b.png")],
            fault == "none" ? [] : [box, CocoText.Box(3, 2, 5, 5, 8, 8)],
            fault == "class" ? ["x", "violet", "y"] : s_names));

        string message = DataFolder.Refused(
            () => DetectorData.Open(folder.Path, folder.Spec(DataSpecs.Detector()).Spec, DataOptions.Default));

        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"images\": [", "it is not COCO's JSON (line 1")]
    [InlineData("[]", "it is not COCO's JSON")]
    [InlineData("null", "it is null")]
    [InlineData("{}", "it is not COCO's JSON: that has 'images', 'annotations' and 'categories'")]
    [InlineData("{ \"images\": [null], \"annotations\": [], \"categories\": [] }", "an image has no 'id'")]
    [InlineData("{ \"images\": [], \"annotations\": [null], \"categories\": [] }", "annotations[0] lacks")]
    [InlineData("{ \"images\": [], \"annotations\": [], \"categories\": [{ \"id\": 1 }] }", "a category has no 'id' or no 'name'")]
    public void What_is_no_annotation_file_is_refused(string text, string expected)
    {
        using var folder = new DataFolder();
        folder.Write("set.json", text);
        string message = DataFolder.Refused(
            () => DetectorData.Open(folder.Path, folder.Spec(DataSpecs.Detector()).Spec, DataOptions.Default));
        Assert.Contains($"set.json: {expected}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_trimmed_and_may_have_a_colon()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new DataFolder();
        folder.Noise("12:30.png", 40, 30);
        folder.Noise("b.png", 40, 30, seed: 2);
        string[] images = [CocoText.Image(7, "12:30.png"), CocoText.Image(3, "b.png")];
        folder.Write("set.json", CocoText.Of(images, [CocoText.Box(7, 1, 5, 5, 8, 8), CocoText.Box(3, 2, 5, 5, 8, 8)], " red ", "RBC"));
        var options = DataOptions.Default with { Names = DataOptions.Default.Names.Add("rbc", "green") };
        var data = DetectorData.Open(folder.Path, folder.Spec(DataSpecs.Detector()).Spec, options);
        var found = data.Training.Concat(data.HeldOut).SelectMany(picture => picture.Truth.Boxes);
        Assert.Equal([0, 1], found.Select(box => box.ClassIndex).Order());
    }

    [Fact]
    public void Masks_are_not_asked_about()
    {
        using var folder = TwoPictures();
        string message = DataFolder.Refused(() => DetectorData.Open(
            folder.Path, folder.Spec(DataSpecs.Detector()).Spec, DataOptions.Default with { Mask255 = Mask255.Ignored }));
        Assert.Contains("--mask-255 is for segmenters", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_picture_that_is_cut_short_is_found_when_all_are_decoded(bool decodeAll)
    {
        using var folder = TwoPictures();
        folder.Copy("rocket.jpg", "a.png");
        folder.Write("a.png", File.ReadAllBytes(folder["a.png"])[..^2000]);
        string[] images = [s_twoImages[0].Replace("40", "0", StringComparison.Ordinal), s_twoImages[1]];
        folder.Write("set.json", CocoText.Of(images, [CocoText.Box(7, 2, 5, 5, 8, 8), CocoText.Box(3, 2, 5, 5, 8, 8)], s_names));
        var spec = folder.Spec(DataSpecs.Detector()).Spec;
        var options = DataOptions.Default with { DecodeAll = decodeAll };
        if (decodeAll)
            Assert.Contains("a.png", DataFolder.Refused(() => DetectorData.Open(folder.Path, spec, options)), StringComparison.Ordinal);
        else
            Assert.Equal(2, DetectorData.Open(folder.Path, spec, options) is var data ? data.Training.Length + data.HeldOut.Length : 0);
    }

    private static DataFolder TwoPictures()
    {
        var folder = new DataFolder();
        folder.Noise("a.png", 40, 30);
        folder.Noise("b.png", 40, 30, seed: 2);
        return folder;
    }
}

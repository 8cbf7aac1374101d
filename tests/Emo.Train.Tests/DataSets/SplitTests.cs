using Emo.Train.Data;

namespace Emo.Train.Tests.DataSets;

public sealed class SplitTests
{
    private static readonly string[] s_box = [CocoText.Box(1, 1, 1, 2, 10, 20)];

    [Fact]
    public void A_picture_in_both_splits_is_refused_whatever_the_data()
    {
        using var folder = Coco("train", "val");
        folder.Write("val.json", CocoText.Of([CocoText.Image(1, "./train.png")], s_box, "red"));
        Assert.Contains("train.png: the picture is in the split to train on", Refused(folder, null, null), StringComparison.Ordinal);

        using var same = Coco("x", "val");
        Assert.Contains("x.png: the picture is in the split to train on", Refused(same, "x", "x"), StringComparison.Ordinal);

        using var folders = new DataFolder();
        foreach (string name in new[] { "a", "b", "c" })
            folders.Noise($"set/x/{name}/1.png", 50, 50);
        string classes = DataFolder.Refused(
            () => ClassifierData.Open(folders["set"], folders.Spec(DataSpecs.Classifier()).Spec, Named("x", "x")));
        Assert.Contains("1.png: the picture is in the split to train on", classes, StringComparison.Ordinal);

        using var masks = new DataFolder();
        masks.Noise("set/x/a.png", 11, 10);
        masks.Mask("set/x/a.mask.png", 11, 10, (_, _) => 0);
        string both = DataFolder.Refused(() => SegmenterData.Open(masks["set"], masks.Spec(DataSpecs.Segmenter()).Spec, Named("x", "x")));
        Assert.Contains("a.png: the picture is in the split to train on", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_images_of_one_file_are_refused()
    {
        using var folder = Coco("a");
        folder.Write("a.json", CocoText.Of([CocoText.Image(1, "a.png"), CocoText.Image(2, "./a.png")], s_box, "red"));
        Assert.Contains("a.json: two images have the file_name '", Refused(folder, null, null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_alone_takes_no_names_of_splits()
    {
        using var folder = Coco("train", "val");
        string message = DataFolder.Refused(() => Open(folder, "train.json", Named("train", null)));
        Assert.Contains("train.json: it is one split.", message, StringComparison.Ordinal);
        string heldOut = DataFolder.Refused(() => Open(folder, "train.json", Named(null, "val")));
        Assert.Contains("train.json: it is one split.", heldOut, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_held_out_is_never_trained_on()
    {
        using var folder = Coco("val");
        Assert.Contains("--held-out-split needs --train-split", Refused(folder, null, "val"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_alone_is_divided_where_none_is_held_out()
    {
        using var folder = Coco("a", "b");
        string[] images = [CocoText.Image(1, "a.png"), CocoText.Image(2, "b.png")];
        folder.Write("a.json", CocoText.Of(images, [.. s_box, CocoText.Box(2, 1, 1, 2, 9, 9)], "red"));
        var data = Open(folder, "", Named("a", null));
        Assert.Equal((1, 1), (data.Training.Length, data.HeldOut.Length));

        using var usual = Coco("val", "a");
        var two = Open(usual, "", Named("a", null));
        Assert.Equal("val.png", Path.GetFileName(Assert.Single(two.HeldOut).Path));
        Assert.Contains("there is no JSON file of the split 'c'. It has 'a', 'val'.", Refused(usual, "c", null), StringComparison.Ordinal);
    }

    /// <summary>A file for each split, with a picture of its name.</summary>
    private static DataFolder Coco(params string[] splits)
    {
        var folder = new DataFolder();
        foreach (string split in splits)
        {
            folder.Noise($"{split}.png", 40, 30, seed: split.Length);
            folder.Write($"{split}.json", CocoText.Of([CocoText.Image(1, $"{split}.png")], s_box, "red"));
        }

        return folder;
    }

    private static DataOptions Named(string? training, string? heldOut) =>
        DataOptions.Default with { TrainingSplit = training, HeldOutSplit = heldOut };

    private static DataSet<BoxTruth> Open(DataFolder folder, string name, DataOptions options) =>
        DetectorData.Open(folder[name], folder.Spec(DataSpecs.Detector()).Spec, options);

    private static string Refused(DataFolder folder, string? training, string? heldOut) =>
        DataFolder.Refused(() => Open(folder, "", Named(training, heldOut)));
}

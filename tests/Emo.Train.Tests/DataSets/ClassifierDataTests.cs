using Emo.Train.Data;

namespace Emo.Train.Tests.DataSets;

public sealed class ClassifierDataTests
{
    [Fact]
    public void Folders_are_classes_and_a_sixth_of_each_is_held_out()
    {
        using var folder = Classes(("red", 12), ("blue", 6), ("green", 2));
        var data = Open(folder, DataSpecs.Labels);
        Assert.Equal(["red", "green", "blue"], data.Labels.AsEnumerable());
        Assert.Equal([10, 1, 5], Counts(data.Training));
        Assert.Equal([2, 1, 1], Counts(data.HeldOut));
        Assert.Equal(data.HeldOut.Select(picture => picture.Path), Open(folder, DataSpecs.Labels).HeldOut.Select(picture => picture.Path));
    }

    [Fact]
    public void Without_labels_in_the_spec_the_classes_are_the_sorted_folders()
    {
        using var folder = Classes(("b", 2), ("a", 2), ("c", 2));
        Assert.Equal(["a", "b", "c"], Open(folder, "").Labels.AsEnumerable());
        Directory.Delete(folder["set/c"], recursive: true);
        string two = DataFolder.Refused(() => Open(folder, ""));
        Assert.Contains("it has 2 classes (a, b), and the spec 'small' has 3", two, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_of_splits_are_taken_as_they_are()
    {
        using var folder = Classes(("train/red", 3), ("train/green", 1), ("train/blue", 1), ("test/red", 2), ("val/green", 1));
        var data = Open(folder, DataSpecs.Labels);
        Assert.Equal([3, 1, 1], Counts(data.Training));
        Assert.Equal([0, 1, 0], Counts(data.HeldOut));
        var other = Open(folder, DataSpecs.Labels, DataOptions.Default with { HeldOutSplit = "test" });
        Assert.Equal([2, 0, 0], Counts(other.HeldOut));
    }

    [Fact]
    public void What_is_missing_empty_broken_or_unknown_is_named()
    {
        using var folder = Classes(("red", 3), ("blue", 3));
        Assert.Contains("there is no folder of the spec's label 'green'", Refused(), StringComparison.Ordinal);
        Directory.CreateDirectory(folder["set/green"]);
        Assert.Contains("green: the folder has no PNG or JPEG file", Refused(), StringComparison.Ordinal);
        folder.Noise("set/green/1.png", 9, 9);
        Assert.Contains("green: one picture is too few", Refused(), StringComparison.Ordinal);
        folder.Write("set/green/2.jpg", "no picture");
        Assert.Contains("2.jpg", Refused(), StringComparison.Ordinal);
        folder.Noise("set/green/2.jpg", 9, 9);
        folder.Noise("set/violet/1.png", 9, 9);
        Assert.Contains("violet: the class 'violet' is not among the spec's labels", Refused(), StringComparison.Ordinal);

        string Refused() => DataFolder.Refused(() => Open(folder, DataSpecs.Labels));
    }

    private static DataSet<ClassTruth> Open(DataFolder folder, string labels, DataOptions? options = null) =>
        ClassifierData.Open(folder["set"], folder.Spec(DataSpecs.Classifier(labels)).Spec, options ?? DataOptions.Default);

    private static int[] Counts(IEnumerable<LabelledPicture<ClassTruth>> pictures) =>
        [.. Enumerable.Range(0, 3).Select(index => pictures.Count(picture => picture.Truth.ClassIndex == index))];

    private static DataFolder Classes(params (string Name, int Count)[] classes)
    {
        var folder = new DataFolder();
        foreach (var (name, count) in classes)
        {
            for (int i = 0; i < count; i++)
                folder.Noise($"set/{name}/{i}.png", 12, 10, seed: i);
        }

        return folder;
    }
}

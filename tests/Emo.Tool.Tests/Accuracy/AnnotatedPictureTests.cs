using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests.Accuracy;

/// <summary>What the accuracy command says of annotations that are missing or broken.</summary>
public sealed class AnnotatedPictureTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Boxes_are_read_in_the_order_of_the_pictures_names()
    {
        _folder.Write("b.jpg", "");
        _folder.Write("a.jpg", "");
        string text = """{ "b.jpg": [], "a.jpg": [{ "box": [1, 2, 3.5, 4], "class": 1 }] }""";
        _folder.Write("boxes.json", text);
        var pictures = BoxPicture.Read(_folder[""], classes: 2);
        Assert.Equal(["a.jpg", "b.jpg"], pictures.Select(static picture => Path.GetFileName(picture.Path)));
        Assert.Equal(new Samples.Accuracy.TrueBox(1, 2, 3.5f, 4, 1), Assert.Single(pictures[0].Boxes));
    }

    [Theory]
    [InlineData("""{ "a.jpg": [{ "box": [1, 2, 3], "class": 1 }] }""", "a.jpg: [1, 2, 3] is no box")]
    [InlineData("""{ "a.jpg": [{ "box": [3, 2, 3, 4], "class": 1 }] }""", "a.jpg: [3, 2, 3, 4] is no box")]
    [InlineData("""{ "a.jpg": [{ "box": [-1, 2, 3, 4], "class": 1 }] }""", "a.jpg: [-1, 2, 3, 4] is no box")]
    [InlineData("""{ "a.jpg": [{ "box": null, "class": 1 }] }""", "a.jpg: [] is no box")]
    [InlineData("""{ "a.jpg": [{ "box": [1, 2, 3, 4], "class": 2 }] }""", "a.jpg: there is no class 2, only 0 to 1")]
    [InlineData("""{ "a.jpg": [{ "box": [1, 2, 3, 4] }] }""", "must have for each picture a list")]
    [InlineData("""{ "a.jpg": """, "must have for each picture a list")]
    [InlineData("""{ "a.jpg": null }""", "a.jpg: null is no box")]
    [InlineData("""{ "a.jpg": [null] }""", "a.jpg: null is no box")]
    [InlineData("null", "is null")]
    [InlineData("{}", "names no picture")]
    public void Boxes_that_are_none_are_refused_by_their_picture(string text, string message)
    {
        _folder.Write("a.jpg", "");
        _folder.Write("boxes.json", text);
        var error = Assert.Throws<InvalidDataException>(() => BoxPicture.Read(_folder[""], classes: 2));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("boxes.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_is_not_there_is_named()
    {
        _folder.Write("boxes.json", """{ "gone.jpg": [] }""");
        var error = Assert.Throws<FileNotFoundException>(() => BoxPicture.Read(_folder[""], classes: 2));
        Assert.Contains("gone.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_has_cells_or_nuclei()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => AccuracyPictures.Read(_folder[""], cellClasses: 2));
        Assert.Contains("must have a folder cells/test or nuclei/test, and has neither", error.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_folder["nuclei/test"]);
        _folder.Write("nuclei/test/a.png", "");
        _folder.Write("nuclei/test/a.mask.png", "");
        var pictures = AccuracyPictures.Read(_folder[""], cellClasses: 2);
        Assert.Empty(pictures.Cells);
        Assert.Single(pictures.Nuclei);
        Directory.CreateDirectory(_folder["cells/test"]);
        Assert.Throws<FileNotFoundException>(() => AccuracyPictures.Read(_folder[""], cellClasses: 2));
    }

    [Fact]
    public void A_picture_without_a_mask_is_named()
    {
        _folder.Write("a.png", "");
        var error = Assert.Throws<FileNotFoundException>(() => MaskPicture.Read(_folder[""]));
        Assert.Contains("a.mask.png", error.Message, StringComparison.Ordinal);
        _folder.Write("a.mask.png", "");
        Assert.Equal(_folder["a.mask.png"], Assert.Single(MaskPicture.Read(_folder[""])).MaskPath);
    }

    [Fact]
    public void A_mask_has_the_size_of_its_picture_and_two_values()
    {
        var one = new MaskPicture("a.png", _folder.Write("a.mask.png", Grey(0, 255)));
        Assert.Equal([0, 1], one.Labels(new Picture(2, 1, new byte[6])));
        var error = Assert.Throws<InvalidDataException>(() => one.Labels(new Picture(1, 2, new byte[6])));
        Assert.Contains("has 2x1 pixels, its picture 1x2", error.Message, StringComparison.Ordinal);
        _folder.Write("a.mask.png", Grey(0, 7));
        error = Assert.Throws<InvalidDataException>(() => one.Labels(new Picture(2, 1, new byte[6])));
        Assert.Contains("a pixel of 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cifar_images_are_planes_behind_their_class()
    {
        byte[] file = new byte[2 * 3073];
        file[3073] = 9;
        file[3073 + 1 + 1024 + 5] = 77; // green of the sixth pixel
        var images = CifarPictures.Read(_folder.Write("test_batch.bin", file));
        Assert.Equal(2, images.Count);
        var (picture, classIndex) = images[1];
        Assert.Equal(9, classIndex);
        Assert.Equal(77, picture.Pixels[(3 * 5) + 1]);
        Assert.Equal(77, picture.Pixels.ToArray().Sum(static value => value));

        file[0] = 10;
        var error = Assert.Throws<InvalidDataException>(() => CifarPictures.Read(_folder.Write("test_batch.bin", file)));
        Assert.Contains("image 0 has class 10", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidDataException>(() => CifarPictures.Read(_folder.Write("test_batch.bin", file[1..])));
        Assert.Contains("6145 bytes", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Grey(params byte[] row) =>
        new PngWriter { Width = row.Length, ColorType = 0, Sample = (x, _, _) => row[x] }.Write();
}

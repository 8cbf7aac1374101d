using Emo.Train.Data;

namespace Emo.Train.Tests.DataSets;

public sealed class SegmenterDataTests
{
    [Theory]
    [InlineData("pictures/{0}.png", "masks/{0}.png")]
    [InlineData("images/{0}.jpg", "masks/{0}.png")]
    [InlineData("{0}.png", "{0}.mask.png")]
    public void Pictures_and_masks_belong_together_by_name(string picture, string mask)
    {
        using var folder = new DataFolder();
        foreach (string name in new[] { "a", "b" })
            Pair(folder, string.Format(null, picture, name), string.Format(null, mask, name), (x, _) => x % 2);
        var data = Open(folder, 2);
        Assert.Equal((1, 1), (data.Training.Length, data.HeldOut.Length));
        Assert.All(data.Training.Concat(data.HeldOut), pair => Assert.Equal(
            Path.GetFileNameWithoutExtension(pair.Path), Path.GetFileName(pair.Truth.Path).Split('.')[0]));
    }

    [Fact]
    public void Values_of_255_are_what_the_option_says()
    {
        using var folder = new DataFolder();
        Pair(folder, "a.png", "a.mask.png", (x, y) => x < 5 ? 0 : 255);
        Pair(folder, "b.png", "b.mask.png", (x, y) => x < 5 ? 0 : 255);
        string unsaid = DataFolder.Refused(() => Open(folder, 2));
        Assert.Contains("a.mask.png: it has the value 255: say by --mask-255", unsaid, StringComparison.Ordinal);

        var foreground = Open(folder, 2, Mask255.Foreground).Training[0].Truth;
        Assert.Equal(60, MaskReader.Read(foreground).Labels.Count(label => label == 1));
        var ignored = Open(folder, 2, Mask255.Ignored).Training[0].Truth;
        Assert.Equal(60, MaskReader.Read(ignored).Labels.Count(label => label == MaskTruth.Ignored));
        string three = DataFolder.Refused(() => Open(folder, 3, Mask255.Foreground));
        Assert.Contains("--mask-255 foreground is for two classes", three, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_mask_is_named()
    {
        using var folder = new DataFolder();
        Pair(folder, "b.png", "b.mask.png", (_, _) => 1);
        Pair(folder, "a.png", "a.mask.png", (x, y) => (x, y) == (3, 2) ? 2 : 0);
        Assert.Contains("a.mask.png: the pixel (3, 2) has the value 2: 2 classes have values 0 to 1", Refused(), StringComparison.Ordinal);
        folder.Mask("a.mask.png", 12, 10, (_, _) => 0);
        Assert.Contains("a.mask.png: the mask has 12 x 10 pixels, and its picture", Refused(), StringComparison.Ordinal);
        folder.Noise("a.mask.png", 11, 10);
        Assert.Contains("a.mask.png: the pixel (0, 0) is coloured", Refused(), StringComparison.Ordinal);
        folder.Copy("rocket.jpg", "a.mask.png");
        Assert.Contains("a.mask.png: it is no PNG file", Refused(), StringComparison.Ordinal);
        folder.Write("a.mask.png", new PngWriter { Width = 11, Height = 10, ColorType = 0, Depth = 16 }.Write());
        Assert.Contains("a.mask.png: it has 16 bits a sample", Refused(), StringComparison.Ordinal);
        folder.Write("a.mask.png", new PngWriter { Width = 11, Height = 10, ColorType = 6 }.Write());
        Assert.Contains("a.mask.png: it is partly transparent", Refused(), StringComparison.Ordinal);
        File.Delete(folder["a.mask.png"]);
        Assert.Contains("a.mask.png' is missing", Refused(), StringComparison.Ordinal);

        string Refused() => DataFolder.Refused(() => Open(folder, 2));
    }

    [Fact]
    public void Folders_that_do_not_belong_together_are_named()
    {
        using var folder = new DataFolder();
        folder.Noise("pictures/a.png", 11, 10);
        Assert.Contains("it has a folder 'pictures', and no folder 'masks'", Refused(), StringComparison.Ordinal);
        folder.Mask("masks/b.png", 11, 10, (_, _) => 0);
        Assert.Contains("a.png: its mask '", Refused(), StringComparison.Ordinal);
        folder.Mask("masks/a.png", 11, 10, (_, _) => 0);
        Assert.Contains("b.png: there is no picture of the name of this mask", Refused(), StringComparison.Ordinal);

        string Refused() => DataFolder.Refused(() => Open(folder, 2));
    }

    [Theory]
    [InlineData(0, new byte[] { 0, 0 })]
    [InlineData(3, new byte[] { 0 })]
    public void A_transparent_value_is_refused(int colorType, byte[] transparent)
    {
        using var folder = new DataFolder();
        (string, byte[]) palette = ("PLTE", [0, 0, 0, 1, 1, 1]), value = ("tRNS", transparent);
        folder.Write("m.png", new PngWriter
        {
            Width = 4,
            Height = 1,
            ColorType = colorType,
            Chunks = colorType == 3 ? [palette, value] : [value],
            Sample = (x, _, _) => x % 2,
        }.Write());
        string message = DataFolder.Refused(() => MaskReader.ReadValues(folder["m.png"]));
        Assert.Contains("m.png: it is partly transparent", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_without_end_is_not_read()
    {
        using var folder = new DataFolder();
        using (var file = File.Create(folder["m.png"]))
            file.SetLength((256L << 20) + 1);
        string message = DataFolder.Refused(() => MaskReader.ReadValues(folder["m.png"]));
        Assert.Contains("m.png: it has 268435457 bytes, and a mask has 268435456 at most", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_beside_one_another_are_pairs()
    {
        using var folder = new DataFolder();
        Pair(folder, "a.png", "a.mask.png", (_, _) => 0);
        Pair(folder, "b.png", "b.mask.png", (_, _) => 0);
        folder.Copy("rocket.jpg", "b.jpg");
        string twice = DataFolder.Refused(() => Open(folder, 2));
        Assert.Contains("b.mask.png: two pictures have the name of this mask", twice, StringComparison.Ordinal);
        File.Delete(folder["b.jpg"]);
        File.Delete(folder["b.png"]);
        Assert.Contains("b.mask.png: there is no picture", DataFolder.Refused(() => Open(folder, 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_masks_cannot_say_is_refused()
    {
        using var folder = new DataFolder();
        Assert.Contains("has 256 classes, and masks have 255", DataFolder.Refused(() => Open(folder, 256)), StringComparison.Ordinal);
        var options = DataOptions.Default with { Names = DataOptions.Default.Names.Add("a", "b") };
        string map = DataFolder.Refused(() => SegmenterData.Open(folder.Path, folder.Spec(DataSpecs.Segmenter()).Spec, options));
        Assert.Contains("--map is for names in the data", map, StringComparison.Ordinal);
    }

    [Fact]
    public void Palettes_and_bits_of_grey_are_read_as_values()
    {
        using var folder = new DataFolder();
        folder.Write("m.png", new PngWriter { Width = 4, Height = 1, ColorType = 0, Depth = 1, Sample = (x, _, _) => x % 2 }.Write());
        Assert.Equal([0, 255, 0, 255], MaskReader.ReadValues(folder["m.png"]).Labels);
        (string, byte[]) palette = ("PLTE", [0, 0, 0, 1, 1, 1, 2, 2, 2]);
        folder.Write(
            "m.png", new PngWriter { Width = 3, Height = 1, ColorType = 3, Chunks = [palette], Sample = (x, _, _) => x }.Write());
        Assert.Equal([0, 1, 2], MaskReader.ReadValues(folder["m.png"]).Labels);
    }

    private static DataSet<MaskFile> Open(DataFolder folder, int classes, Mask255? full = null)
    {
        var spec = folder.Spec(DataSpecs.Segmenter(classes)).Spec;
        return SegmenterData.Open(folder.Path, spec, DataOptions.Default with { Mask255 = full });
    }

    private static void Pair(DataFolder folder, string picture, string mask, Func<int, int, int> value)
    {
        folder.Noise(picture, 11, 10);
        folder.Mask(mask, 11, 10, value);
    }
}

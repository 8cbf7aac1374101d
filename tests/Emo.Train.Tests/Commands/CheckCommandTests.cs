using System.Globalization;
using Emo.Train.Tests.DataSets;

namespace Emo.Train.Tests.Commands;

public sealed class CheckCommandTests
{
    [Fact]
    public void Boxes_are_drawn_and_counted_and_copies_are_found()
    {
        using var folder = Boxes();
        string said = CommandRun.Of("check", folder["specs/small.json"], folder["set"], folder["out"], "--samples", "14", "--map", "R=red");

        Assert.Contains("small: 20 pictures to train on, 4 held out", said, StringComparison.Ordinal);
        int[] red = Row(said, "red"), green = Row(said, "green");
        Assert.Equal((20, 25), (red[0] + red[1], green[0] + green[1]));
        Assert.Equal([red[0], red[0], 0, 0], red[2..]);
        Assert.Equal([20, 0, green[0], 0], green[2..]);
        Assert.Contains("look: 'blue' has no box to train on", said, StringComparison.Ordinal);
        Assert.Contains("look: 1 boxes lie on another one of their class", said, StringComparison.Ordinal);
        Assert.Contains("pictures that are held out are trained on as well", said, StringComparison.Ordinal);
        Assert.Equal(
            ["held-out-1.png", "training-1.png", "training-2.png"],
            Directory.EnumerateFiles(folder["out"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        foreach (string file in Directory.EnumerateFiles(folder["out"]))
            Assert.True(Colours(file) > 100, file);
    }

    [Fact]
    public void Boxes_are_drawn_in_the_colour_of_their_class()
    {
        using var folder = new DataFolder();
        folder.Spec(DataSpecs.Detector());
        foreach (string name in new[] { "a", "b" })
        {
            folder.Write($"set/{name}.png", DataFolder.Png(64, 48, (_, _, _) => 128));
            folder.Write($"set/{name}.xml", Xml(("<name>green</name>", 16, 12, 48, 36)));
        }

        CommandRun.Of("check", folder["specs/small.json"], folder["set"], folder["out"], "--samples", "1", "--no-augmentation");

        // A tile is 400 x 300; the sheet's edge and the line of names come before it.
        var sheet = Picture.Open(folder["out/training-1.png"]);
        var colour = Samples.Drawing.ClassColours.Of(1);
        int left = int.MaxValue, right = 0, top = int.MaxValue, bottom = 0;
        for (int i = 60 * sheet.Width; i < sheet.Width * sheet.Height; i++)
        {
            if ((sheet.Pixels[3 * i], sheet.Pixels[(3 * i) + 1], sheet.Pixels[(3 * i) + 2]) != (colour.Red, colour.Green, colour.Blue))
                continue;
            (left, right) = (Math.Min(left, i % sheet.Width), Math.Max(right, i % sheet.Width));
            (top, bottom) = (Math.Min(top, i / sheet.Width), Math.Max(bottom, i / sheet.Width));
        }

        Assert.InRange(right - left, 198, 203);
        Assert.InRange(bottom - top, 148, 153);
        Assert.InRange(left, 104, 108);
    }

    [Fact]
    public void Only_sheets_of_an_earlier_check_are_deleted()
    {
        using var folder = Boxes();
        folder.Write("out/training-9.png", "old");
        folder.Write("out/training-9b.png", "mine");
        CommandRun.Of("check", folder["specs/small.json"], folder["set"], folder["out"], "--samples", "1", "--map", "R=red");
        Assert.Equal(
            ["held-out-1.png", "training-1.png", "training-9b.png"],
            Directory.EnumerateFiles(folder["out"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OUT_is_looked_at_before_the_pictures_and_is_not_within_them()
    {
        using var folder = Boxes();
        folder.Write("set/1.png", "broken");
        string inside = CommandRun.Refused("check", folder["specs/small.json"], folder["set"], folder["set/out"]);
        Assert.Contains("OUT is within DATA", inside, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["set/out"]));
        folder.Write("file", "");
        string file = CommandRun.Refused("check", folder["specs/small.json"], folder["set"], folder["file"]);
        Assert.Contains(folder["file"], file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_input_is_not_made_smaller()
    {
        using var folder = new DataFolder();
        folder.Spec(DataSpecs.Detector(height: 480, width: 640));
        foreach (string name in new[] { "a", "b" })
        {
            folder.Noise($"set/{name}.png", 64, 48);
            folder.Write($"set/{name}.xml", Xml(("<name>green</name>", 16, 12, 48, 36)));
        }

        CommandRun.Of("check", folder["specs/small.json"], folder["set"], folder["out"], "--samples", "1");
        Assert.Equal(6 + (4 * 646), Picture.Open(folder["out/training-1.png"]).Width);
    }

    [Fact]
    public void Masks_are_drawn_and_their_pixels_counted()
    {
        using var folder = new DataFolder();
        folder.Spec(DataSpecs.Segmenter());
        for (int i = 0; i < 6; i++)
        {
            folder.Noise($"set/{i}.png", 40, 40, seed: i);
            folder.Mask($"set/{i}.mask.png", 40, 40, (x, _) => x < 10 ? 255 : 0);
        }

        string[] command = ["check", folder["specs/small.json"], folder["set"], folder["out"]];
        Assert.Contains("--mask-255", CommandRun.Refused(command), StringComparison.Ordinal);
        string said = CommandRun.Of([.. command, "--mask-255", "foreground", "--flips", "turns"]);
        Assert.Matches(@"class 1 +25\.0 % +25\.0 % +5", said);
        string ignored = CommandRun.Of([.. command, "--mask-255", "ignored"]);
        Assert.Matches(@"\(not known\) +25\.0 % +25\.0 %", ignored);
        Assert.Contains("look: 'class 1' has no pixel to train on", ignored, StringComparison.Ordinal);
        Assert.Contains("look: 5 of 5 masks to train on have one class only", ignored, StringComparison.Ordinal);
        Assert.True(Colours(folder["out/training-1.png"]) > 100);
    }

    [Fact]
    public void Classes_are_counted()
    {
        using var folder = new DataFolder();
        folder.Spec(DataSpecs.Classifier());
        foreach (var (name, count) in new[] { ("a", 6), ("b", 18), ("c", 2) })
        {
            for (int i = 0; i < count; i++)
                folder.Noise($"set/{name}/{i}.png", 60, 40, seed: (100 * count) + i);
        }

        string said = CommandRun.Of("check", folder["specs/small.json"], folder["set"], folder["out"]);
        Assert.Matches(@"a +5 +1\nb +15 +3\nc +1 +1\n", said);
        Assert.Contains("look: 'c' has only 1 pictures to train on", said, StringComparison.Ordinal);
        Assert.Contains("look: The commonest class has 15 times the pictures of the rarest", said, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["out/held-out-1.png"]));
    }

    [Theory]
    [InlineData("--flips sideways", "--flips takes none or horizontal or both or turns, not 'sideways'.")]
    [InlineData("--map red", "--map takes a name in the data and a label, such as RBC=\"red blood cell\", not 'red'.")]
    [InlineData("--map a=red --map A=blue", "--map has the name 'A' twice.")]
    [InlineData("--map a=red --map a=b=red --map a=b=blue", "--map has the name 'a=b' twice.")]
    [InlineData("--samples -1", "--samples takes a number from 0 to 1200, not '-1'.")]
    [InlineData("--mask-255 1", "--mask-255 takes foreground or ignored, not '1'.")]
    public void A_wrong_option_is_refused(string options, string expected)
    {
        string message = CommandRun.Refused(["check", "ssdlite-cells", "set", "out", .. options.Split(' ')]);
        Assert.Equal(expected, message);
    }

    /// <summary>The numbers of a class.</summary>
    private static int[] Row(string said, string name) =>
    [
        .. said.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(text => int.Parse(text, CultureInfo.InvariantCulture)),
    ];

    /// <summary>24 pictures with a small and a large box: four with the large one only, one with it twice; four are the same.</summary>
    private static DataFolder Boxes()
    {
        const string Large = "<name>green</name>", Small = "<name>R</name>";
        var folder = new DataFolder();
        folder.Spec(DataSpecs.Detector());
        for (int i = 0; i < 24; i++)
        {
            folder.Noise($"set/{i}.png", 64, 48, seed: i is 5 or 6 or 7 or 8 ? 5 : i);
            folder.Write($"set/{i}.xml", i switch
            {
                0 => Xml((Large, 1, 2, 60, 40), (Large, 1, 2, 60, 41)),
                < 4 => Xml((Large, 1, 2, 60, 40)),
                _ => Xml((Large, 1, 2, 60, 40), (Small, 1, 2, 20, 20)),
            });
        }

        return folder;
    }

    private static string Xml(params (string Name, int Left, int Top, int Right, int Bottom)[] boxes) =>
        $"<annotation>{string.Concat(boxes.Select(Object))}</annotation>";

    private static string Object((string Name, int Left, int Top, int Right, int Bottom) box) =>
        $"<object>{box.Name}<bndbox><xmin>{box.Left}</xmin><ymin>{box.Top}</ymin><xmax>{box.Right}</xmax><ymax>{box.Bottom}</ymax>" +
        "</bndbox></object>";

    private static int Colours(string file)
    {
        var colours = new HashSet<int>();
        var pixels = Picture.Open(file).Pixels;
        for (int i = 0; i < pixels.Length; i += 3)
            colours.Add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
        return colours.Count;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Emo.Codegen.Specs;
using Emo.Samples.Accuracy;
using Emo.Tool.Specs;
using Emo.Train.Anchors;
using Emo.Train.Data;
using Emo.Train.Tests.DataSets;

namespace Emo.Train.Tests.Commands;

public sealed partial class AnchorsCommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_proposed_text_makes_a_spec_that_covers_what_was_said(bool retina)
    {
        using var folder = new DataFolder();
        string text = (retina ? DataSpecs.Retina : DataSpecs.Detector())
            .Replace("\"baseScale\": 2", "\"baseScale\": 14", StringComparison.Ordinal)
            .Replace("[6, 12, 24]", "[40, 44, 48]", StringComparison.Ordinal)
            .Replace("[12, 24, 48]", "[44, 48, 60]", StringComparison.Ordinal);
        var spec = folder.Spec(text);
        WriteBoxes(folder);

        string said = CommandRun.Of("anchors", folder["specs/small.json"], folder["set"]);
        Assert.Equal(said, CommandRun.Of("anchors", folder["specs/small.json"], folder["set"]));

        string anchors = said[said.IndexOf("\"anchors\"", StringComparison.Ordinal)..].Trim();
        string changed = Anchors().Replace(text, anchors);
        Assert.NotEqual(text, changed);
        var proposed = folder.Spec(changed);
        var all = Line().Match(said);
        double before = Number(all.Groups[1].Value), after = Number(all.Groups[2].Value);
        Assert.Equal(before, Measured(spec, folder), 1);
        Assert.Equal(after, Measured(proposed, folder), 1);
        Assert.True(after > before + 5, said);
        Assert.True(after > 90, said);
    }

    [Fact]
    public void Anchors_that_fit_stay()
    {
        using var folder = new DataFolder();
        string text = DataSpecs.Detector();
        var head = (DetectorHeadSpec)folder.Spec(text).Spec.Head;
        var graph = folder.Spec(text).Graph;
        var boxes = head.Anchors.AtFirstCell(1).Chunk(4).Select(box => new TrueBox(box[0] + 24, box[1] + 24, box[2] + 24, box[3] + 24, 0));
        var proposal = new AnchorProposal(head, graph, boxes);
        Assert.Equal(1, proposal.ShareOfOwn);
        Assert.Equal(1, proposal.ShareOfProposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_best_overlap_is_that_of_all_anchors_of_all_cells(bool retina)
    {
        using var folder = new DataFolder();
        var spec = folder.Spec(retina ? DataSpecs.Retina : DataSpecs.Detector());
        var anchors = ((DetectorHeadSpec)spec.Spec.Head).Anchors;
        var levels = AnchorLevel.Of(spec.Graph);
        Assert.Equal([(12, 16), (6, 8), (3, 4)], levels.Select(level => (level.Height, level.Width)));
        var random = new Random(4);
        TrueBox[] corners = [new(55, 39, 64, 48, 0), new(44, 28, 64, 48, 0), new(60, 30, 64, 48, 0), new(40, 44, 64, 48, 0)];
        TrueBox[] boxes = [.. corners, .. Enumerable.Range(0, 200).Select(_ => RandomBox(random))];

        double[] best = new AnchorFit(boxes, levels).Best(anchors);

        for (int i = 0; i < boxes.Length; i++)
            Assert.Equal(All(anchors, levels).Max(anchor => Overlap(anchor, boxes[i])), best[i], 1e-6);
    }

    [Theory]
    [InlineData("--headers-only")]
    [InlineData("--mask-255")]
    public void Options_of_pixels_are_not_taken(string option)
    {
        string message = CommandRun.Refused("anchors", "ssdlite-cells", "set", option);
        Assert.Contains(option, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_kinds_of_specs_have_no_anchors()
    {
        using var folder = new DataFolder();
        folder.Spec(DataSpecs.Classifier());
        string message = CommandRun.Refused("anchors", folder["specs/small.json"], folder.Path);
        Assert.Equal("The spec 'small' is a classifier's, not a detector's: use the command 'classifier', or another spec.", message);
    }

    /// <summary>Things of about 9 and 30 pixels.</summary>
    private static void WriteBoxes(DataFolder folder)
    {
        var random = new Random(1);
        for (int i = 0; i < 40; i++)
        {
            double small = 8.5 + random.NextDouble(), large = 28 + (4 * random.NextDouble());
            double x = 20 * random.NextDouble(), y = 10 * random.NextDouble();
            folder.Noise($"set/{i}.png", 64, 48, seed: i);
            string boxes = Object("red", x, y, small, small) + Object("green", x, y, large, large);
            folder.Write($"set/{i}.xml", $"<annotation>{boxes}</annotation>");
        }
    }

    private static string Object(string name, double x, double y, double width, double height)
    {
        string edges = FormattableString.Invariant($"<xmin>{x}</xmin><ymin>{y}</ymin><xmax>{x + width}</xmax><ymax>{y + height}</ymax>");
        return $"<object><name>{name}</name><bndbox>{edges}</bndbox></object>";
    }

    private static double Measured(ToolSpec spec, DataFolder folder)
    {
        var data = DetectorData.Open(folder["set"], spec.Spec, DataOptions.Default);
        var boxes = data.Training.SelectMany(picture => picture.Truth.Boxes).ToList();
        var all = All(((DetectorHeadSpec)spec.Spec.Head).Anchors, AnchorLevel.Of(spec.Graph)).ToList();
        return 100.0 * boxes.Count(box => all.Exists(anchor => Overlap(anchor, box) >= 0.5)) / boxes.Count;
    }

    private static IEnumerable<TrueBox> All(AnchorSpec anchors, AnchorLevel[] levels) =>
        from level in Enumerable.Range(0, levels.Length)
        from y in Enumerable.Range(0, levels[level].Height)
        from x in Enumerable.Range(0, levels[level].Width)
        from box in anchors.AtFirstCell(level).Chunk(4)
        let stride = anchors.Strides[level]
        select new TrueBox(box[0] + (x * stride), box[1] + (y * stride), box[2] + (x * stride), box[3] + (y * stride), 0);

    private static double Overlap(TrueBox a, TrueBox b)
    {
        double width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);
        double height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        double common = Math.Max(0, width) * Math.Max(0, height);
        return common / (a.Area + b.Area - common);
    }

    private static TrueBox RandomBox(Random random)
    {
        float width = 2 + (40 * random.NextSingle()), height = 2 + (30 * random.NextSingle());
        float left = (64 - width) * random.NextSingle(), top = (48 - height) * random.NextSingle();
        return new TrueBox(left, top, left + width, top + height, 0);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("\"anchors\": \\{[^}]*\\}")]
    private static partial Regex Anchors();

    [GeneratedRegex(@"\nall +\d+ +([0-9.]+) % +([0-9.]+) %")]
    private static partial Regex Line();
}

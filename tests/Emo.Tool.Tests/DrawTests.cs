using System.Globalization;
using System.Xml.Linq;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Tool.Drawing;
using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

public sealed class DrawTests : IDisposable
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Shipped { get; } = [.. ShippedSpecs.Names];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_block_is_there_with_its_shape_and_nothing_lies_on_another(string name)
    {
        var drawing = Draw(name);
        var texts = drawing.Descendants(s_svg + "text").Select(text => text.Value).ToHashSet();
        foreach (var block in GraphBuilder.Build(ShippedSpecs.Find(name)!.Spec!).Blocks)
        {
            Assert.Contains(block.Name, texts);
            Assert.Contains(block.Last.Output.ToPlanarText(), texts);
        }

        foreach (var row in drawing.Descendants(s_svg + "text").Where(text => Class(text) == "number faint"))
        {
            double y = Number(row, "y");
            double left = Number(row, "x") - (12 * DrawingStyle.LetterWidth * row.Value.Length);
            var chips = drawing.Descendants(s_svg + "rect").Where(
                rectangle => Number(rectangle, "height") == 20 && Math.Abs(Number(rectangle, "y") + 14 - y) < 1);
            Assert.All(chips, chip => Assert.True(Number(chip, "x") + Number(chip, "width") <= left, $"{row.Value} lies on an operator"));
        }
    }

    [Fact]
    public void Shares_and_bars_are_those_of_the_multiply_adds()
    {
        var drawing = Draw("emo-1m");
        double[] shares =
        [
            .. drawing.Descendants(s_svg + "text").Where(text => Class(text) == "number")
                .Select(text => double.Parse(text.Value.TrimEnd(' ', '%'), CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(17, shares.Length);
        Assert.InRange(shares.Sum(), 99.1, 100.9);
        double longest = drawing.Descendants(s_svg + "rect").Where(rectangle => Class(rectangle) == "bar").Max(bar => Number(bar, "width"));
        double track = drawing.Descendants(s_svg + "rect").Where(rectangle => Class(rectangle) == "track").Max(bar => Number(bar, "width"));
        Assert.Equal(track, longest);
    }

    /// <summary>7x7 of 14x14 cells: every second one.</summary>
    [Fact]
    public void Windows_are_drawn_as_dilated_grids()
    {
        var windows = Draw("emo-1m").Descendants(s_svg + "path").Where(path => Class(path) == "window").ToList();
        Assert.Equal(2, windows.Count);
        Assert.Equal([49, 49], windows.Select(window => window.Attribute("d")!.Value.Count(command => command == 'M')));
        var cells = Draw("emo-1m").Descendants(s_svg + "path").Single(path => Class(path) == "cell");
        Assert.Equal((14 * 14) - 49, cells.Attribute("d")!.Value.Count(command => command == 'M'));
    }

    /// <summary>7x7 of 14x14 cells: every second one, and the tile in the corner, which has 16 of these.</summary>
    [Fact]
    public void A_hybrid_attention_is_drawn_with_a_window_of_each_pattern()
    {
        var drawing = Draw("emo2-1m");
        var windows = drawing.Descendants(s_svg + "path").Where(path => Class(path) == "window").ToList();
        Assert.Equal([49 + 49 - 16, 49], windows.Select(window => window.Attribute("d")!.Value.Count(command => command == 'M')));
        string[] captions = ["4 windows and 4 tiles of 7x7", "one window"];
        Assert.Equal(captions, drawing.Descendants(s_svg + "text").Select(text => text.Value).Intersect(captions));
    }

    [Fact]
    public void Close_attention_is_drawn_as_a_tile()
    {
        const string Stage = """
            { "depth": 2, "width": 8, "expansion": 2, "expand": ["close"], "attention": { "headWidth": 8, "window": 4 } }
            """;
        var drawing = Draw(_folder.Write("close.json", TestSpecs.Small("close", Stage)));
        string tile = drawing.Descendants(s_svg + "path").Single(path => Class(path) == "window").Attribute("d")!.Value;
        Assert.Equal(16, tile.Count(command => command == 'M'));
        Assert.Contains("4 tiles of 4x4", drawing.Descendants(s_svg + "text").Select(text => text.Value));
    }

    [Fact]
    public void The_file_is_self_contained_and_the_same_every_time()
    {
        ToolRun.Of("draw", "retinanet-emo-2m", _folder["a.svg"]);
        ToolRun.Of("draw", "retinanet-emo-2m", _folder["b.svg"]);
        string svg = File.ReadAllText(_folder["a.svg"]);
        Assert.Equal(svg, File.ReadAllText(_folder["b.svg"]));
        Assert.Contains("prefers-color-scheme: dark", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("href", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("var(", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_style_that_is_used_has_colours_in_light_and_in_dark()
    {
        var drawing = Draw("deeplabv3-emo-1m");
        string sheet = drawing.Descendants(s_svg + "style").Single().Value;
        string[] parts = sheet.Split("@media");
        var used = drawing.Descendants().Select(Class).SelectMany(names => names.Split(' ')).Where(name => name.Length > 0).Distinct();
        string[] fonts = ["code", "chip", "number", "end", "middle", "head", "title", "small"];
        foreach (string style in used.Except(fonts))
            Assert.All(parts, part => Assert.Contains($".{style} {{", part, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_is_escaped()
    {
        Assert.Equal("&lt;a&gt; &amp; &quot;b&quot; \ufffd", SvgWriter.Escape("<a> & \"b\" \u0001"));
        Assert.Equal("\ufffd", SvgWriter.Escape("\ud800"));
    }

    [Fact]
    public void A_large_map_stays_a_small_file()
    {
        string stage = """{ "depth": 2, "width": 8, "expansion": 2, "attention": { "headWidth": 8, "window": 0 } }""";
        string spec = _folder.Write("large.json", TestSpecs.Small("large", stage, height: 1024, width: 1024));
        ToolRun.Of("draw", spec, _folder["net.svg"]);
        Assert.InRange(new FileInfo(_folder["net.svg"]).Length, 1000, 50_000);
    }

    private XElement Draw(string spec)
    {
        ToolRun.Of("draw", spec, _folder["net.svg"]);
        return XDocument.Load(_folder["net.svg"]).Root!;
    }

    private static string Class(XElement element) => element.Attribute("class")?.Value ?? "";

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}

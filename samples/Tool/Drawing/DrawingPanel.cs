using Emo.Codegen.Graph;
using Emo.Tool.Terminal;

namespace Emo.Tool.Drawing;

/// <summary>A stage, the neck or the head: a box with a row for each of its blocks.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Rows">The blocks.</param>
/// <param name="Windows">The windows of its attentions, each kind once.</param>
internal sealed record DrawingPanel(string Title, IReadOnlyList<DrawingRow> Rows, IReadOnlyList<WindowPicture> Windows)
{
    public const double Width = 960;

    private const int MostRows = 20;
    private const int MostWindows = 2;
    private const double RowHeight = 30;
    private const double Padding = 14;
    private const double TitleHeight = 46;
    private const double WindowSide = 84;
    private const double Flow = 168;
    private const double Name = 188;
    private const double Bars = 760;
    private const double BarWidth = 110;
    private const double ChipSize = 11;
    private const double ChipPadding = 7;

    public double Share => Rows.Sum(row => row.Share);

    public double Height => (2 * Padding) + Math.Max(RowHeight * Rows.Count, TitleHeight + (Windows.Count * (WindowSide + 22)));

    public static IReadOnlyList<DrawingPanel> Of(LayerGraph graph)
    {
        var total = GraphCost.Of(graph);
        var panels = new List<DrawingPanel>();
        var sources = BlockSources.Of(graph);
        foreach (var group in Groups(graph.Blocks))
        {
            var windows = group.SelectMany(block => block.Layers).OfType<WindowAttentionLayer>().Select(WindowPicture.Of).Distinct();
            panels.Add(new DrawingPanel(TitleOf(group[0]), DrawingRow.Of(group, sources, total, MostRows), [.. windows.Take(MostWindows)]));
        }

        return panels;
    }

    /// <param name="svg">Takes the elements.</param>
    /// <param name="x">The left edge.</param>
    /// <param name="y">The upper edge.</param>
    /// <param name="largest">The share of the network's largest row, which has a full bar.</param>
    public void Draw(SvgWriter svg, double x, double y, double largest)
    {
        svg.Rectangle("panel", x, y, Width, Height, radius: 10);
        svg.Text("title", x + Padding + 4, y + Padding + 16, Title);
        svg.Text("faint small", x + Padding + 4, y + Padding + 33, $"{Plain.Percent(Share)} of mult-adds");
        double top = y + Padding + TitleHeight;
        foreach (var window in Windows)
        {
            double height = window.Draw(svg, x + Padding + 4, top, WindowSide);
            svg.Text("faint small", x + Padding + 4, top + height + 14, window.Caption);
            top += height + 24;
        }

        double first = y + Padding + (RowHeight / 2);
        svg.Path("flow", $"M{x + Flow} {y}V{y + Height}");
        for (int i = 0; i < Rows.Count; i++)
            DrawRow(svg, Rows[i], x, first + (RowHeight * i), largest);
    }

    private static void DrawRow(SvgWriter svg, DrawingRow row, double x, double middle, double largest)
    {
        if (row.HasSkip)
            svg.Path("flow", $"M{x + Flow} {middle - 12}c-16 2 -16 22 0 24");
        svg.Circle("dot", x + Flow, middle, 4);
        svg.Text("code", x + Name, middle + 4, row.Name);
        double left = x + Name + Math.Max(96, (12 * DrawingStyle.LetterWidth * row.Name.Length) + 12);
        string shape = row.Output.ToPlanarText();
        double right = x + Bars - 28 - (12 * DrawingStyle.LetterWidth * shape.Length);
        DrawChips(svg, row, left, right, middle);
        svg.Text("number faint", x + Bars - 16, middle + 4, shape);
        svg.Rectangle("track", x + Bars, middle - 5, BarWidth, 10, radius: 3);
        double bar = BarWidth * row.Share / largest;
        if (bar >= 0.5)
            svg.Rectangle("bar", x + Bars, middle - 5, bar, 10, radius: Math.Min(3, bar / 2));
        svg.Text("number", x + Width - Padding - 4, middle + 4, Plain.Percent(row.Share));
    }

    /// <summary>What does not fit is cut.</summary>
    private static void DrawChips(SvgWriter svg, DrawingRow row, double left, double right, double middle)
    {
        foreach (var chip in row.Chips)
        {
            string text = Fitting(chip.Text, right - left - (2 * ChipPadding));
            if (text.Length == 0)
                return;
            double width = (ChipSize * DrawingStyle.LetterWidth * text.Length) + (2 * ChipPadding);
            svg.Rectangle(chip.Style, left, middle - 10, width, 20, radius: 6);
            svg.Text($"chip {chip.Style}-ink", left + ChipPadding, middle + 4, text);
            left += width + 6;
        }

        string source = row.Source.Length == 0 ? "" : Fitting($"\u2190 {row.Source}", right - left);
        if (source.Length > 0)
            svg.Text("chip faint", left + 2, middle + 4, source);
    }

    private static string Fitting(string text, double width)
    {
        int letters = (int)(width / (ChipSize * DrawingStyle.LetterWidth));
        return text.Length <= letters ? text : letters < 4 ? "" : text[..(letters - 1)] + "…";
    }

    /// <summary>The blocks of a stage, of the neck, of the head.</summary>
    private static IEnumerable<List<LayerBlock>> Groups(IEnumerable<LayerBlock> blocks)
    {
        var group = new List<LayerBlock>();
        foreach (var block in blocks)
        {
            if (group.Count > 0 && TitleOf(group[0]) != TitleOf(block))
            {
                yield return group;
                group = [];
            }

            group.Add(block);
        }

        yield return group;
    }

    private static string TitleOf(LayerBlock block) => block.Id switch
    {
        { Stage: 0 } => "Stem",
        { Stage: { } stage } => $"Stage {stage}",
        { Group: "neck" } => "Neck",
        { Group: var group } when group.StartsWith("neck.", StringComparison.Ordinal) => "Neck",
        _ => "Head",
    };
}

using Emo.Tool.Specs;
using Emo.Tool.Summary;
using Emo.Tool.Terminal;

namespace Emo.Tool.Drawing;

/// <summary>A network as an SVG file: everything is in it, and the same network gives the same bytes.</summary>
internal sealed record NetworkDrawing(string Svg, int Width, int Height)
{
    private const double Margin = 24;
    private const double HeadHeight = 92;
    private const double Gap = 26;
    private const double FootHeight = 22;
    private const int FootColumns = 3;
    private const double FootColumn = 260;

    public static NetworkDrawing Of(ToolSpec spec)
    {
        var panels = DrawingPanel.Of(spec.Graph);
        var outputs = spec.Plan.Outputs;
        int width = (int)(DrawingPanel.Width + (2 * Margin));
        double foot = FootHeight * ((outputs.Count + FootColumns - 1) / FootColumns);
        int height = (int)Math.Ceiling(HeadHeight + panels.Sum(panel => panel.Height + Gap) + foot + Margin);
        var svg = new SvgWriter();
        string size = $"width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"";
        svg.Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" {size}>");
        svg.Raw($"<title>{SvgWriter.Escape(spec.Name)}: {NetworkTask.Of(spec.Spec)}</title>");
        svg.Raw(DrawingStyle.Sheet);
        svg.Rectangle("back", 0, 0, width, height);
        DrawHead(svg, spec);
        double y = HeadHeight;
        double largest = panels.Max(panel => panel.Rows.Max(row => row.Share));
        svg.Text("code faint middle", Margin + 168, y - 10, spec.InputText);
        foreach (var panel in panels)
        {
            panel.Draw(svg, Margin, y, largest);
            y += panel.Height + Gap;
            DrawArrow(svg, Margin + 168, y - Gap, y - 2);
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            double x = Margin + 188 + (FootColumn * (i % FootColumns));
            svg.Text("code", x, y + 6 + (FootHeight * (i / FootColumns)), $"{outputs[i].Name} {outputs[i].Shape.ToPlanarText()}");
        }

        svg.Raw("</svg>");
        return new NetworkDrawing(svg.ToString(), width, height);
    }

    private static void DrawHead(SvgWriter svg, ToolSpec spec)
    {
        var cost = spec.Plan.Cost;
        svg.Text("head", Margin, 38, spec.Name);
        svg.Text(
            "faint", Margin, 60,
            $"{NetworkTask.Of(spec.Spec)} · {Plain.Count(cost.Parameters)} parameters · {Plain.Count(cost.MultiplyAdds)} multiply-adds · " +
            $"{Plain.Bytes(spec.Plan.WeightBytes)} of weights");
        svg.Text("faint small end", Margin + DrawingPanel.Width, 60, "bars: share of the multiply-adds");
    }

    private static void DrawArrow(SvgWriter svg, double x, double from, double to)
    {
        svg.Path("flow", $"M{x} {from}V{to}");
        svg.Path("dot", $"M{x - 4} {to - 6}L{x + 4} {to - 6}L{x} {to}z");
    }
}

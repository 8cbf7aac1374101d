using System.Text;
using Emo.Codegen.Graph;

namespace Emo.Tool.Drawing;

/// <summary>A map as its cells, of which those of one window are filled: they attend to each other.</summary>
internal sealed record WindowPicture(int MapHeight, int MapWidth, int WindowHeight, int WindowWidth, int RowStep, int ColumnStep)
{
    /// <summary>Of a larger map this many cells are shown, from its first corner.</summary>
    private const int MaxCells = 32;

    public static WindowPicture Of(WindowAttentionLayer layer) => new(
        layer.Input.Height, layer.Input.Width, layer.WindowHeight, layer.WindowWidth, layer.WindowRows, layer.WindowColumns);

    public string Caption
    {
        get
        {
            int windows = RowStep * ColumnStep;
            return windows == 1 ? "one window" : FormattableString.Invariant($"{windows} windows of {WindowHeight}x{WindowWidth}");
        }
    }

    /// <summary>Draws it in a square, the map's longer side along it. Returns the height.</summary>
    public double Draw(SvgWriter svg, double x, double y, double side)
    {
        int rows = Math.Min(MapHeight, MaxCells);
        int columns = Math.Min(MapWidth, MaxCells);
        double step = side / Math.Max(rows, columns);
        double cell = step * (step > 3 ? 0.82 : 0.9);
        DrawCells(svg, "cell", x, y, step, cell, rows, columns, isWindow: false);
        DrawCells(svg, "window", x, y, step, cell, rows, columns, isWindow: true);
        return step * rows;
    }

    private void DrawCells(SvgWriter svg, string style, double x, double y, double step, double cell, int rows, int columns, bool isWindow)
    {
        string size = SvgWriter.Number(cell);
        var path = new StringBuilder();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if ((row % RowStep == 0 && column % ColumnStep == 0) != isWindow)
                    continue;
                path.Append('M').Append(SvgWriter.Number(x + (step * column))).Append(' ').Append(SvgWriter.Number(y + (step * row)));
                path.Append('h').Append(size).Append('v').Append(size).Append("h-").Append(size).Append('z');
            }
        }

        svg.Raw($"<path class=\"{style}\" d=\"{path}\"/>");
    }
}
